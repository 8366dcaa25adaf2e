-- Counts and words follow the customers.
create trigger count_customers_insert after insert on customers referencing new table as after
  for each statement execute function count_customers();
create trigger count_customers_update after update on customers referencing old table as before new table as after
  for each statement execute function count_customers();
create trigger count_customers_delete after delete on customers referencing old table as before
  for each statement execute function count_customers();
create trigger keep_customer_words after insert or delete on customers for each row execute function keep_customer_words();
create trigger keep_customer_words_changed after update on customers for each row
  when ((old.tab, old.status, old.due_at, old.name, old.search, old.location_id, old.known)
    is distinct from (new.tab, new.status, new.due_at, new.name, new.search, new.location_id, new.known))
  execute function keep_customer_words();
