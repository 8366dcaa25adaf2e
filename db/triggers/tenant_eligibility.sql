-- What is met is what the facts say; the Customers page follows.
create trigger eligibility_fits_new after insert on tenant_eligibility referencing new table as changed
  for each statement execute function eligibility_fits();
create trigger eligibility_fits after update on tenant_eligibility referencing new table as changed
  for each statement execute function eligibility_fits();
create trigger project_eligibility_new after insert on tenant_eligibility referencing new table as changed
  for each statement execute function project_eligibility();
create trigger project_eligibility after update on tenant_eligibility referencing old table as before new table as changed
  for each statement execute function project_eligibility();
create trigger project_eligibility_gone after delete on tenant_eligibility referencing old table as before
  for each statement execute function project_eligibility();
