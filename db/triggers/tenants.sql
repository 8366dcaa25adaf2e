-- The lists follow the names.
create trigger project_tenant after update on tenants for each row
  when (old.name is distinct from new.name or old.tpid is distinct from new.tpid) execute function project_tenant();
create trigger keep_tenant_search_new before insert on tenants for each row execute function keep_tenant_search();
create trigger keep_tenant_search before update on tenants for each row
  when (old.name is distinct from new.name) execute function keep_tenant_search();
