-- The roles of the programme's staff, who read them; the product alone writes.
alter table operator_grants enable row level security, no force row level security;
grant select on operator_grants to :"application";

create policy system_writes on operator_grants for all using ((select app_actor()) = 'system');
create policy programme_reads on operator_grants for select using ((select app_actor()) = 'operator');
create policy sign_in on operator_grants for select using ((select app_actor()) = 'door');
