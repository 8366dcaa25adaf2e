-- K2: whether the figure of the latest month in which it is known is no further from what one criterion asks than a quarter of that.
create or replace function criterion_near(p_tenant uuid, p_criterion jsonb) returns boolean language sql stable
  security definer set search_path = public, pg_temp as $$
  select coalesce((select abs(asked.value - known.actual) <= abs(asked.value) / 4
    from (select (p_criterion ->> 'value')::numeric as value) asked, lateral (
      select (u.metrics ->> (p_criterion ->> 'metric'))::numeric as actual from tenant_usage u
      where u.tenant_id = p_tenant and u.metrics ? (p_criterion ->> 'metric') order by u.month desc limit 1) known), false)
$$;
