-- The lists follow the names.
create trigger project_tenant after update on tenants for each row
  when (old.name is distinct from new.name or old.tpid is distinct from new.tpid) execute function project_tenant();
create trigger project_claim_lines_of_tenant after update on tenants for each row
  when (old.name is distinct from new.name) execute function project_claim_lines_of_tenant();
