-- Everybody signed in reads, a data steward and the product itself write.
alter table tenant_domains enable row level security, no force row level security;
grant select on tenant_domains to :"application";
grant insert, update (tenant_id), delete on tenant_domains to :"application";

create policy reads on tenant_domains for select using ((select app_actor()) in ('partner', 'visitor', 'operator', 'system'));
create policy programme on tenant_domains for all using ((select app_actor()) = 'system' or (select app_may('data.manage')));
