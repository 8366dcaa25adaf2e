-- Owned by a partner: nobody else's rows exist for its people. The product alone writes: no one raises their own role.
alter table role_grants enable row level security, no force row level security;
grant select on role_grants to :"application";

create policy own on role_grants for select using (partner_id = (select app_partner()) or partner_id = (select app_company()));
create policy system_writes on role_grants for all using ((select app_actor()) = 'system');
create policy programme_reads on role_grants for select using ((select app_actor()) = 'operator');
