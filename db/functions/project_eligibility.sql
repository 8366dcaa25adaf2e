-- `customers` follows the criteria. Whoever computes a row anew reads the same: without a change nobody waits.
create or replace function project_eligibility() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare e tenant_eligibility := case when tg_op = 'DELETE' then old else new end;
  now_met boolean := tg_op <> 'DELETE' and new.met;
begin
  if now_met = (tg_op <> 'INSERT' and old.met) then return null; end if;
  perform lock_tenant(e.tenant_id);
  update customers set criteria_met = now_met
    where engagement_id = e.engagement_id and tenant_id = e.tenant_id and criteria_met <> now_met;
  return null;
end $$;
