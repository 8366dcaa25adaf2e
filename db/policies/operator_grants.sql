-- The roles of the programme's staff, who read them; the product alone writes.
alter table operator_grants enable row level security, force row level security;
grant select, insert, update, delete on operator_grants to :"application";

create policy system_writes on operator_grants for all using (app_actor() = 'system');
create policy programme_reads on operator_grants for select using (app_actor() = 'operator');
