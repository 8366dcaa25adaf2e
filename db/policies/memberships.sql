-- Owned by a partner: nobody else's rows exist for its people. The product alone writes.
alter table memberships enable row level security, force row level security;
grant select, insert, update on memberships to :"application";

create policy own on memberships for select using (app_owns(partner_id));
create policy system_writes on memberships for all using (app_actor() = 'system');
create policy programme_reads on memberships for select using (app_actor() = 'operator');
