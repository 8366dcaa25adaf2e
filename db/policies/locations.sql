-- Owned by a partner: nobody else's rows exist for its people.
alter table locations enable row level security, force row level security;
grant select, insert, update, delete on locations to :"application";

create policy own on locations for all using (app_owns(partner_id));
create policy programme_reads on locations for select using (app_actor() = 'operator');
