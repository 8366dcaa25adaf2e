-- What a statement did to domains is found at once, not row by row: an import writes hundreds of thousands.
create or replace function project_domains() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  perform project_tenants(array(select tenant_id from changed));
  if tg_op = 'UPDATE' then perform project_tenants(array(select tenant_id from before)); end if;
  return null;
end $$;
