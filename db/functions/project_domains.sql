-- What a statement did to domains is found at once, not row by row: an import writes hundreds of thousands. Most of them are
-- of tenants that nobody works with: they are left out first, by one join.
create or replace function project_domains() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  perform project_tenants(array(
    select c.tenant_id from changed x join customers c using (tenant_id)
    union select a.tenant_id from changed x join associations a using (tenant_id)));
  if tg_op = 'UPDATE' then
    perform project_tenants(array(
      select c.tenant_id from before x join customers c using (tenant_id)
      union select a.tenant_id from before x join associations a using (tenant_id)));
  end if;
  return null;
end $$;
