-- Where a location is paid: read of their own locations by a partner's people, and by staff; given by admins, decided
-- about by staff who do not belong to the partner (P6), each having proved just now who they are (U13). The account is written by web servers and read by the worker alone.
alter table payee_profiles enable row level security, no force row level security;
grant select (partner_id, location_id, version, legal_name, tax_number, country, currency, account_kind, last_four, key_id, proof,
  given_at, given_by, decision, decided_at, decided_by, reason, returned_at, returned_why) on payee_profiles to :"application";
grant insert, update (decision, decided_at, decided_by, reason) on payee_profiles to :"web";
grant select (sealed), update (sealed, key_id) on payee_profiles to :"worker";

create policy own on payee_profiles for select using (
  partner_id = (select app_partner()) and coalesce(location_id = any ((select app_places())::uuid[]), true));
create policy gives on payee_profiles for insert
  with check (partner_id = (select app_partner()) and (select app_fresh()) and coalesce(location_id = any ((select app_places())::uuid[]), true));
create policy programme_decides on payee_profiles for update
  using ((select app_may('partners.enrol')) and (select app_fresh()) and partner_id <> all ((select app_affiliated())::uuid[]));
create policy programme_reads on payee_profiles for select using ((select app_actor()) = 'operator');
create policy pays on payee_profiles for all using ((select app_actor()) = 'system');
