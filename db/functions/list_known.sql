-- S6: these tenants stand in the lists of the engagements that have customers with every partner that knows them, and in no
-- others. What an operator opens, or gives another partner role, comes into them or leaves them so.
create or replace function list_known(p_tenants uuid[]) returns void language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  perform refresh_customer(k.partner_id, k.engagement_id, k.tenant_id) from (
    with worked as materialized (select e.id from engagements e where has_customers(e.id))
    select n.partner_id, w.id as engagement_id, n.tenant_id from known_customers n cross join worked w
      where n.tenant_id = any (p_tenants) and not exists (select from customers c
        where c.partner_id = n.partner_id and c.engagement_id = w.id and c.tenant_id = n.tenant_id)
    union all
    select c.partner_id, c.engagement_id, c.tenant_id from customers c
      where c.tenant_id = any (p_tenants) and c.association_id is null and c.engagement_id not in (select id from worked)
    order by 3, 2, 1) k;
end $$;

grant execute on function list_known to :"worker";
