-- Whether criteria are met follows from the facts (`criteria_met`, `criteria_near`), whoever writes it; the owner alone may make
-- them up. What is the same for many rows of a statement is found out once.
create or replace function eligibility_fits() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare may_tell boolean := app_asker() = 'system';
begin
  if app_owner_asks() then return null; end if;
  if exists (
    with held as materialized (
      select d.engagement_id, d.evaluated_at, version_at(d.engagement_id, d.evaluated_at) as version_id, may_tell or app_tells_now(d.evaluated_at) as told
      from (select distinct engagement_id, evaluated_at from changed) d
    ), known as materialized (
      select t.id, t.country, t.barred_for, tenant_figures(t.id) as figures from tenants t where t.id in (select tenant_id from changed)
    )
    select from changed c join held h on h.engagement_id = c.engagement_id and h.evaluated_at = c.evaluated_at
      left join engagement_versions v on v.id = h.version_id left join known t on t.id = c.tenant_id
      cross join lateral (select coalesce(v.id is not null and t.id is not null and t.barred_for is null
        and (v.customer_countries is null or t.country = any (v.customer_countries)), false) as may offset 0) b
      cross join lateral (select b.may and figures_meet(t.figures, v.customer_criteria, false) as met offset 0) m
    where not h.told or c.met <> m.met or c.near <> (b.may and not m.met and figures_meet(t.figures, v.customer_criteria, true))
  ) then
    raise exception 'the criteria are not met so' using errcode = 'check_violation', constraint = 'tenant_eligibility_fits';
  end if;
  return null;
end $$;
