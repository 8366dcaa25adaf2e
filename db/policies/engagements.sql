-- Everybody signed in reads, the programme writes.
alter table engagements enable row level security, no force row level security;
grant select on engagements to :"application";
grant insert, update, delete on engagements to :"worker";

create policy reads on engagements for select using ((select app_actor()) in ('partner', 'visitor', 'operator', 'system'));
create policy programme on engagements for all using ((select app_actor()) in ('operator', 'system'));
