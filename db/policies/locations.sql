-- Owned by a partner: nobody else's rows exist for its people. A partner manager who does not belong to it makes
-- and changes them (P26, P6); a new one has yet to enrol.
alter table locations enable row level security, no force row level security;
grant select on locations to :"application";
grant insert on locations to :"application";
grant update (mpn_id, name, city, country, time_zone, revision, changed_at, changed_by) on locations to :"application";

create policy own on locations for select using (partner_id = (select app_partner()) or partner_id = (select app_company()));
create policy system_reads on locations for select using ((select app_actor()) = 'system');
create policy visited on locations for select using (partner_id = (select app_visited())
  and id = (select a.location_id from associations a where a.partner_id = (select app_visited()) and a.id = (select app_round())));
create policy programme_reads on locations for select using ((select app_actor()) = 'operator');
create policy manager_makes on locations for insert
  with check ((select app_may('partners.manage')) and partner_id <> all ((select app_affiliated())::uuid[])
    and changed_by = (select app_user()) and revision = 1 and enrolment = 'invited' and payee_profile = 'missing');
create policy manager_changes on locations for update
  using ((select app_may('partners.manage')) and partner_id <> all ((select app_affiliated())::uuid[]))
  with check (changed_by = (select app_user()));
