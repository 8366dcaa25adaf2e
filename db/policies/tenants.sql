-- Everybody signed in reads, a data steward and the product itself write.
alter table tenants enable row level security, no force row level security;
grant select on tenants to :"application";
grant insert, update (name, country, tpid, search, updated_at, revision, changed_by, found_at) on tenants to :"application";
grant update (barred_for, barred_note, barred_at, barred_by) on tenants to :"application";

create policy reads on tenants for select using ((select app_actor()) in ('partner', 'visitor', 'operator', 'system'));
create policy programme on tenants for all using ((select app_actor()) = 'system' or (select app_may('data.manage')));
