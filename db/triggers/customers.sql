-- Counts follow the customers.
create trigger count_customers_insert after insert on customers referencing new table as after
  for each statement execute function count_customers();
create trigger count_customers_update after update on customers referencing old table as before new table as after
  for each statement execute function count_customers();
create trigger count_customers_delete after delete on customers referencing old table as before
  for each statement execute function count_customers();
