-- Everybody signed in reads, the programme writes.
alter table tenant_domains enable row level security, force row level security;
grant select, insert, update, delete on tenant_domains to :"application";

create policy reads on tenant_domains for select using (app_actor() in ('partner', 'visitor', 'operator', 'system'));
create policy programme on tenant_domains for all using (app_actor() in ('operator', 'system'));
