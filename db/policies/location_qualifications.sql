-- Owned by a partner: nobody else's rows exist for its people. A partner manager who does not belong to it keeps
-- them (P26, P6).
alter table location_qualifications enable row level security, no force row level security;
grant select on location_qualifications to :"application";
grant insert, update (valid_until) on location_qualifications to :"application";
grant delete on location_qualifications to :"web";

create policy own on location_qualifications for select using (partner_id = (select app_partner()));
create policy system_reads on location_qualifications for select using ((select app_actor()) = 'system');
create policy programme_reads on location_qualifications for select using ((select app_actor()) = 'operator');
create policy manager_gives on location_qualifications for insert
  with check ((select app_may('partners.manage')) and partner_id <> all ((select app_affiliated())::uuid[]));
create policy manager_changes on location_qualifications for update
  using ((select app_may('partners.manage')) and partner_id <> all ((select app_affiliated())::uuid[]));
create policy manager_removes on location_qualifications for delete
  using ((select app_may('partners.manage')) and partner_id <> all ((select app_affiliated())::uuid[]));
