-- A projection, read by location: triggers alone write it.
alter table customer_counts enable row level security, no force row level security;
grant select on customer_counts to :"application";

create policy own on customer_counts for all using (
  (select app_actor()) = 'system' or (partner_id = (select app_partner())
  and (location_id = '00000000-0000-0000-0000-000000000000' or coalesce(location_id = any ((select app_places())::uuid[]), true))));
create policy programme_reads on customer_counts for select using ((select app_actor()) = 'operator');
