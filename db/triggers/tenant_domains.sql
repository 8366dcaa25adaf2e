-- The lists are found by domains.
create trigger project_domains_new after insert on tenant_domains referencing new table as changed
  for each statement execute function project_domains();
create trigger project_domains_moved after update on tenant_domains
  referencing old table as before new table as changed
  for each statement execute function project_domains();
create trigger project_domains_gone after delete on tenant_domains referencing old table as changed
  for each statement execute function project_domains();
