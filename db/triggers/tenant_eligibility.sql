-- The Customers page follows.
create trigger project_eligibility after insert or delete or update of met on tenant_eligibility
  for each row execute function project_eligibility();
