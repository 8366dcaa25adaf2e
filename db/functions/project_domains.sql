-- What a statement did to domains shows on the Customers pages at once, not row by row: an import
-- writes hundreds of thousands.
create or replace function project_domains() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' then
    update customers c set search = customer_search(c.tenant_id, c.association_id)
      where c.tenant_id in (select tenant_id from changed union select tenant_id from before);
  else
    update customers c set search = customer_search(c.tenant_id, c.association_id)
      where c.tenant_id in (select tenant_id from changed);
  end if;
  return null;
end $$;
