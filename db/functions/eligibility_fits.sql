-- Whether criteria are met follows from the facts, whoever writes it; the owner alone may make them up.
create or replace function eligibility_fits() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if not app_owner_asks() and new.met is distinct from criteria_met(new.engagement_id, new.tenant_id) then
    raise exception 'the criteria are not met so' using errcode = 'check_violation', constraint = 'tenant_eligibility_fits';
  end if;
  return new;
end $$;
