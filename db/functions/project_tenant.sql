-- The lists follow the names of tenants.
create or replace function project_tenant() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  perform project_tenants(array[new.id]);
  return null;
end $$;
