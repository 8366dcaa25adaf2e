-- E-mails belong to a partner; the programme reads. Everybody posts; what becomes of it, worker and provider say.
alter table emails enable row level security, no force row level security;
grant select, insert, update on emails to :"application";

create policy reads on emails for select using (
  (select app_actor()) in ('system', 'operator', 'door') or partner_id = (select app_partner()));
create policy posts on emails for insert with check (
  (select app_actor()) in ('system', 'operator', 'door') or partner_id = (select app_partner()));
create policy moves on emails for update using ((select app_actor()) in ('system', 'door'));
