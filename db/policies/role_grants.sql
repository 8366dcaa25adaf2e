-- Owned by a partner: nobody else's rows exist for its people. Who administers the place gives and takes, never their own (U4).
alter table role_grants enable row level security, no force row level security;
grant select on role_grants to :"application";
grant insert, delete on role_grants to :"web";
-- P23: what a file leaves out.
grant delete on role_grants to :"worker";

create policy own on role_grants for select using (partner_id = (select app_partner()) or partner_id = (select app_company()));
create policy system_reads on role_grants for select using ((select app_actor()) = 'system');
create policy programme_reads on role_grants for select using ((select app_actor()) = 'operator');
create policy gives on role_grants for insert with check (app_administers(partner_id, location_id)
  and user_id <> (select app_user()) and granted_by = (select app_user()) and app_tells_now(granted_at));
create policy takes on role_grants for delete using (app_administers(partner_id, location_id) and user_id <> (select app_user()));
create policy only_listed on role_grants as restrictive for delete to :"worker" using (import_removes('people', 'role ' || id));
