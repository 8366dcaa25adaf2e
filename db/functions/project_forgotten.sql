-- A customer that is not known any more stands only where it is under way.
create or replace function project_forgotten() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  perform lock_tenant(g.tenant_id) from (select distinct tenant_id from gone join customers using (partner_id, tenant_id) order by 1) g;
  delete from customers c using gone g where c.partner_id = g.partner_id and c.tenant_id = g.tenant_id and c.association_id is null;
  update customers c set known = false from gone g where c.partner_id = g.partner_id and c.tenant_id = g.tenant_id and c.known;
  return null;
end $$;
