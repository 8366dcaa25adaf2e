-- Everybody signed in reads, the programme writes.
alter table tenants enable row level security, force row level security;
grant select, insert, update, delete on tenants to :"application";

create policy reads on tenants for select using (app_actor() in ('partner', 'visitor', 'operator', 'system'));
create policy programme on tenants for all using (app_actor() in ('operator', 'system'));
