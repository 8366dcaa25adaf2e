-- K2: whether a tenant that does not meet an engagement's customer criteria of that instant lacks little, as `nearTo` has it:
-- figures alone, each of them known and no further from its limit than a quarter of it; of an any-of group one.
create or replace function criteria_near(p_engagement uuid, p_tenant uuid, p_at timestamptz) returns boolean language sql stable
  security definer set search_path = public, pg_temp as $$
  select not criteria_met(p_engagement, p_tenant, p_at)
    and t.barred_for is null and (v.customer_countries is null or t.country = any (v.customer_countries))
    and figures_meet(tenant_figures(t.id), v.customer_criteria, true)
  from engagement_versions v, tenants t where v.id = version_at(p_engagement, p_at) and t.id = p_tenant
$$;
