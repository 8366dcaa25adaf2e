-- E-mails belong to a partner; the programme reads. Everybody posts; what becomes of it, worker and provider say.
alter table emails enable row level security, no force row level security;
-- What is in one that carries a secret, the worker alone reads. Who acts for single locations sees those about their rounds.
grant insert on emails to :"application";
grant select (id, partner_id, association_id, survey_id, round_id, tenant_id, engagement_id, run_id, envelope_id, follows, kind, template, language, recipient,
    recipient_key, reply_to, from_name, sender, subject, state, provider_id, attempts, last_error, created_at,
    first_attempt_at, sent_at, state_at, told_at),
  update (state, state_at, provider_id, sent_at, last_error) on emails to :"web";
grant select, update (sender, subject, html, text, state, provider_id, attempts, last_error, first_attempt_at, sent_at, state_at, told_at, envelope_id)
  on emails to :"worker";

create policy reads on emails for select using (
  (select app_actor()) in ('system', 'operator', 'door') or (partner_id = (select app_partner()) and ((select app_places()) is null
    or exists (select from associations a where a.partner_id = emails.partner_id and a.id = case when emails.round_id is null then emails.association_id else emails.round_id end)))
  or (partner_id = (select app_visited()) and round_id = (select app_round()))
  or (partner_id = (select app_company()) and template = 'role-asked'));
create policy posts on emails for insert with check (
  (select app_actor()) in ('system', 'door') or partner_id = (select app_partner()) or (partner_id = (select app_visited()) and round_id = (select app_round()))
  or ((select app_actor()) = 'operator' and partner_id <> all ((select app_affiliated())::uuid[]))
  or (partner_id = (select app_company()) and template = 'role-asked'));
create policy moves on emails for update using ((select app_actor()) in ('system', 'door'));
