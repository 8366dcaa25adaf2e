-- `customers` follows the criteria. Whoever computes a row anew reads the same: without a change nobody waits. With the first
-- result of an engagement that was opened, the customers that partners know already come into its lists.
create or replace function project_eligibility() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare e tenant_eligibility := case when tg_op = 'DELETE' then old else new end;
  now_met boolean := tg_op <> 'DELETE' and new.met;
  now_near boolean := tg_op <> 'DELETE' and new.near;
begin
  if tg_op = 'INSERT' then
    perform refresh_customer(k.partner_id, e.engagement_id, e.tenant_id) from (
      select n.partner_id from known_customers n where n.tenant_id = e.tenant_id and not exists (
        select from customers c where c.partner_id = n.partner_id and c.engagement_id = e.engagement_id and c.tenant_id = e.tenant_id)
      order by 1) k where has_customers(e.engagement_id);
  end if;
  if now_met = (tg_op <> 'INSERT' and old.met) and now_near = (tg_op <> 'INSERT' and old.near) then return null; end if;
  perform lock_tenant(e.tenant_id);
  update customers set criteria_met = now_met, near = now_near
    where engagement_id = e.engagement_id and tenant_id = e.tenant_id and (criteria_met, near) <> (now_met, now_near);
  return null;
end $$;
