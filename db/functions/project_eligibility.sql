-- `customers` follows the criteria, once a statement. Whoever computes a row anew reads the same: without a change nobody waits.
-- With the first result of an engagement that was opened, the customers that partners know already come into its lists.
create or replace function project_eligibility() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform refresh_customer(k.partner_id, k.engagement_id, k.tenant_id) from (
      select n.partner_id, c.engagement_id, c.tenant_id from changed c join known_customers n on n.tenant_id = c.tenant_id
      where not exists (
        select from customers u where u.partner_id = n.partner_id and u.engagement_id = c.engagement_id and u.tenant_id = c.tenant_id)
      order by c.tenant_id, c.engagement_id, n.partner_id offset 0) k where has_customers(k.engagement_id);
    perform lock_tenant(c.tenant_id) from (select distinct tenant_id from changed where met or near order by 1) c;
    update customers u set criteria_met = c.met, near = c.near from changed c
      where u.engagement_id = c.engagement_id and u.tenant_id = c.tenant_id and (c.met or c.near) and (u.criteria_met, u.near) <> (c.met, c.near);
  elsif tg_op = 'DELETE' then
    perform lock_tenant(b.tenant_id) from (select distinct tenant_id from before where met or near order by 1) b;
    update customers u set criteria_met = false, near = false from before b
      where u.engagement_id = b.engagement_id and u.tenant_id = b.tenant_id and (b.met or b.near) and (u.criteria_met or u.near);
  else
    perform lock_tenant(m.tenant_id) from (select distinct c.tenant_id from changed c join before b using (engagement_id, tenant_id)
      where (c.met, c.near) <> (b.met, b.near) order by 1) m;
    update customers u set criteria_met = c.met, near = c.near from changed c join before b using (engagement_id, tenant_id)
      where u.engagement_id = c.engagement_id and u.tenant_id = c.tenant_id and (c.met, c.near) <> (b.met, b.near) and (u.criteria_met, u.near) <> (c.met, c.near);
  end if;
  return null;
end $$;
