-- A projection, read by location: triggers alone write it.
alter table claim_counts enable row level security, no force row level security;
grant select on claim_counts to :"application";

create policy own on claim_counts for all using ((select app_actor()) = 'system' or (partner_id = (select app_partner())
  and coalesce(location_id = any ((select app_places())::uuid[]), true)));
create policy programme_reads on claim_counts for select using ((select app_actor()) = 'operator');
