-- D30: a visitor says it of the request of its link; the partner's people read it. It stays.
alter table wrong_contacts enable row level security, no force row level security;
grant select, insert on wrong_contacts to :"application";

create policy own on wrong_contacts for select using (
  (select app_actor()) = 'system' or (partner_id = (select app_partner()) and exists (select from consent_requests r where r.partner_id = wrong_contacts.partner_id and r.id = request_id))
  or (partner_id = (select app_visited()) and request_id = (select app_request())));
create policy says on wrong_contacts for insert with check (partner_id = (select app_visited()) and request_id = (select app_request()));
create policy programme_reads on wrong_contacts for select using ((select app_actor()) = 'operator');
