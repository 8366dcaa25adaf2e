-- S11: whether what is known of a tenant meets one criterion: the figure of the latest month in which it is known; one that
-- is not known meets nothing.
create or replace function criterion_met(p_tenant uuid, p_criterion jsonb) returns boolean language sql stable
  security definer set search_path = public, pg_temp as $$
  select coalesce((select case p_criterion ->> 'operator' when '>=' then known.actual >= asked.value when '<=' then known.actual <= asked.value
      when '>' then known.actual > asked.value when '<' then known.actual < asked.value else known.actual = asked.value end
    from (select (p_criterion ->> 'value')::numeric as value) asked, lateral (
      select (u.metrics ->> (p_criterion ->> 'metric'))::numeric as actual from tenant_usage u
      where u.tenant_id = p_tenant and u.metrics ? (p_criterion ->> 'metric') order by u.month desc limit 1) known), false)
$$;
