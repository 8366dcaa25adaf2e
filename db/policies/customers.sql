-- A projection, read by location: triggers alone write it.
alter table customers enable row level security, no force row level security;
grant select on customers to :"application";

create policy own on customers for all using (
  (select app_actor()) = 'system' or (partner_id = (select app_partner()) and coalesce(location_id = any ((select app_places())::uuid[]), true)));
create policy programme_reads on customers for select using ((select app_actor()) = 'operator');
