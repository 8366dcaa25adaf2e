-- A visitor has the survey of its link; the partner's people those of the claims they see.
alter table claim_surveys enable row level security, no force row level security;
grant select, insert, update (language, replaced_at, closed_at, answered_at, answered_name, answers, ip_address, user_agent,
  partner_network) on claim_surveys to :"application";

create policy own on claim_surveys for all using (
  (select app_actor()) = 'system' or (partner_id = (select app_partner()) and exists (select from workshop_claims c where c.partner_id = claim_surveys.partner_id and c.id = claim_id)));
create policy visited on claim_surveys for select using (partner_id = (select app_visited()) and id = (select app_request()));
create policy answers on claim_surveys for update using (partner_id = (select app_visited()) and id = (select app_request()));
create policy programme_reads on claim_surveys for select using (
  (select app_actor()) = 'operator' and exists (select from workshop_claims c where c.partner_id = claim_surveys.partner_id and c.id = claim_id));
