-- A projection, read by location: triggers alone write it.
alter table customer_counts enable row level security, force row level security;
grant select on customer_counts to :"application";

create policy own on customer_counts for all using (
  app_owns(partner_id)
  and (app_actor() <> 'partner' or location_id = '00000000-0000-0000-0000-000000000000' or app_sees(location_id)));
create policy programme_reads on customer_counts for select using (app_actor() = 'operator');
