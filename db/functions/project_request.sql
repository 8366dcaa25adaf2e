-- `customers` is found by the newest contact's e-mail address.
create or replace function project_request() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  update customers c set search = customer_search(c.tenant_id, c.association_id) where c.association_id = new.association_id;
  return null;
end $$;
