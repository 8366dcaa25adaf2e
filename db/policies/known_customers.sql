-- Owned by a partner: nobody else's rows exist for its people.
alter table known_customers enable row level security, no force row level security;
grant select on known_customers to :"application";
grant insert on known_customers to :"web";

create policy own on known_customers for all using (((select app_actor()) = 'system' or partner_id = (select app_partner())));
create policy programme_reads on known_customers for select using ((select app_actor()) = 'operator');
