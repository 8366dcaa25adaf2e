-- Everybody signed in reads, the programme writes.
alter table tenant_usage enable row level security, force row level security;
grant select, insert, update, delete on tenant_usage to :"application";

create policy reads on tenant_usage for select using (app_actor() in ('partner', 'visitor', 'operator', 'system'));
create policy programme on tenant_usage for all using (app_actor() in ('operator', 'system'));
