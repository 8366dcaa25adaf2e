-- The Customers page follows.
create trigger project_known after insert on known_customers for each row execute function project_known();
