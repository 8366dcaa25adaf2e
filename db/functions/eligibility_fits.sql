-- Whether criteria are met follows from the facts, whoever writes it; the owner alone may make them up.
create or replace function eligibility_fits() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if not app_owner_asks() and (app_asker() <> 'system' and not app_tells_now(new.evaluated_at)
    or new.met is distinct from coalesce(criteria_met(new.engagement_id, new.tenant_id, new.evaluated_at), false)
    or new.near is distinct from coalesce(criteria_near(new.engagement_id, new.tenant_id, new.evaluated_at), false)) then
    raise exception 'the criteria are not met so' using errcode = 'check_violation', constraint = 'tenant_eligibility_fits';
  end if;
  return new;
end $$;
