-- S10, S11: whether a tenant meets an engagement's customer criteria, as `tenantEligibility` has it: each by the latest
-- month in which its figure is known; one that is not known meets nothing.
create or replace function criteria_met(p_engagement uuid, p_tenant uuid) returns boolean language sql stable
  security definer set search_path = public, pg_temp as $$
  select (e.customer_countries is null or t.country = any (e.customer_countries)) and not exists (
    select from jsonb_array_elements(e.customer_criteria) c left join lateral (
      select (u.metrics ->> (c ->> 'metric'))::numeric as actual from tenant_usage u
      where u.tenant_id = p_tenant and u.metrics ? (c ->> 'metric') order by u.month desc limit 1) known on true
    where case c ->> 'operator' when '>=' then known.actual >= (c ->> 'value')::numeric
      when '<=' then known.actual <= (c ->> 'value')::numeric when '>' then known.actual > (c ->> 'value')::numeric
      when '<' then known.actual < (c ->> 'value')::numeric else known.actual = (c ->> 'value')::numeric end is not true)
  from engagements e, tenants t where e.id = p_engagement and t.id = p_tenant
$$;
