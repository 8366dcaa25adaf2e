-- S10, S11: whether a tenant meets an engagement's customer criteria of that instant (P8), as `tenantEligibility` has it: all
-- of them, of an any-of group one (P11); none of a tenant that is not allowed (P18).
create or replace function criteria_met(p_engagement uuid, p_tenant uuid, p_at timestamptz) returns boolean language sql stable
  security definer set search_path = public, pg_temp as $$
  select t.barred_for is null and (v.customer_countries is null or t.country = any (v.customer_countries))
    and figures_meet(tenant_figures(t.id), v.customer_criteria, false)
  from engagement_versions v, tenants t where v.id = version_at(p_engagement, p_at) and t.id = p_tenant
$$;
