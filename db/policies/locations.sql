-- Owned by a partner: nobody else's rows exist for its people.
alter table locations enable row level security, no force row level security;
grant select on locations to :"application";

create policy own on locations for all using (((select app_actor()) = 'system' or partner_id = (select app_partner()) or partner_id = (select app_company())));
create policy visited on locations for select using (partner_id = (select app_visited())
  and id = (select a.location_id from associations a where a.partner_id = (select app_visited()) and a.id = (select app_round())));
create policy programme_reads on locations for select using ((select app_actor()) = 'operator');
