-- `customers` follows the names of tenants.
create or replace function project_tenant() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  update customers c set name = new.name, search = customer_search(new.id, c.association_id) where c.tenant_id = new.id;
  return null;
end $$;
