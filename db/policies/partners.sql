-- A partner's people have their own company; the programme reads, and a partner manager who does not belong to
-- it makes and changes it (P25, P6).
alter table partners enable row level security, no force row level security;
grant select on partners to :"application";
grant insert on partners to :"application";
grant update (name, country, revision, changed_at, changed_by, suspended_at, suspended_by, suspended_why) on partners to :"web";
grant update (name, country, revision, changed_at, changed_by) on partners to :"worker";

create policy own on partners for select using (id = (select app_partner()) or id = (select app_company()) or id = (select app_visited()));
create policy system_reads on partners for select using ((select app_actor()) = 'system');
create policy programme_reads on partners for select using ((select app_actor()) = 'operator');
create policy manager_makes on partners for insert
  with check ((select app_may('partners.manage')) and changed_by = (select app_user())
    and revision = 1 and suspended_at is null);
create policy manager_changes on partners for update
  using ((select app_may('partners.manage')) and id <> all ((select app_affiliated())::uuid[]))
  with check (changed_by = (select app_user()));
