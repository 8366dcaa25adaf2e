-- Owned by a partner: nobody else's rows exist for its people.
alter table known_customers enable row level security, force row level security;
grant select, insert, update on known_customers to :"application";

create policy own on known_customers for all using (app_owns(partner_id));
create policy programme_reads on known_customers for select using (app_actor() = 'operator');
