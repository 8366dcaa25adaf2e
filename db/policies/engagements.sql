-- Everybody signed in reads, the programme writes.
alter table engagements enable row level security, force row level security;
grant select, insert, update, delete on engagements to :"application";

create policy reads on engagements for select using (app_actor() in ('partner', 'visitor', 'operator', 'system'));
create policy programme on engagements for all using (app_actor() in ('operator', 'system'));
