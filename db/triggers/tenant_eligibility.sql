-- What is met is what the facts say; the Customers page follows.
create trigger project_eligibility after insert or delete or update of met, near on tenant_eligibility
  for each row execute function project_eligibility();
create trigger eligibility_fits before insert or update on tenant_eligibility
  for each row execute function eligibility_fits();
