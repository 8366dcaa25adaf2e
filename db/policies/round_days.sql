-- How rounds stood day by day, read by location: triggers alone write it.
alter table round_days enable row level security, no force row level security;
grant select on round_days to :"application";

create policy own on round_days for select using (
  (select app_actor()) = 'system' or (partner_id = (select app_partner()) and coalesce(location_id = any ((select app_places())::uuid[]), true)));
create policy programme_reads on round_days for select using ((select app_actor()) = 'operator');
