-- Everybody signed in reads, a data steward and the product itself write.
alter table tenant_usage enable row level security, no force row level security;
grant select on tenant_usage to :"application";
grant insert, update (metrics) on tenant_usage to :"worker";

create policy reads on tenant_usage for select using ((select app_actor()) in ('partner', 'visitor', 'operator', 'system'));
create policy programme on tenant_usage for all using ((select app_actor()) = 'system' or (select app_may('data.manage')));
