-- Everybody signed in reads, the programme writes.
-- Not forced on the owner: an index for searches serves nobody whom policies hold, and the owner's own
-- functions (`*_hits`) filter by who asks themselves.
alter table tenants enable row level security, no force row level security;
grant select, insert, update, delete on tenants to :"application";

create policy reads on tenants for select using (app_actor() in ('partner', 'visitor', 'operator', 'system'));
create policy programme on tenants for all using (app_actor() in ('operator', 'system'));
