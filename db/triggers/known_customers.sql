-- The Customers page follows.
create trigger project_known after insert on known_customers referencing new table as added
  for each statement execute function project_known();
create trigger project_forgotten after delete on known_customers referencing old table as gone
  for each statement execute function project_forgotten();
create constraint trigger known_fits after insert on known_customers
  deferrable initially deferred for each row execute function known_fits();
-- Now.
create trigger said_by_asker before insert on known_customers for each row execute function said_by_asker('since');
create trigger a_partner_acts before insert or update or delete on known_customers for each statement execute function partner_acts();
