-- `customers` follows the criteria. Whoever computes a row anew reads the same: without a change nobody waits.
create or replace function project_eligibility() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if new.met = (tg_op = 'UPDATE' and old.met) then return null; end if;
  perform lock_tenant(new.tenant_id);
  update customers set criteria_met = new.met
    where engagement_id = new.engagement_id and tenant_id = new.tenant_id and criteria_met <> new.met;
  return null;
end $$;
