-- S11: what is known of a tenant: each figure of the latest month in which it is known.
create or replace function tenant_figures(p_tenant uuid) returns jsonb language sql stable
  security definer set search_path = public, pg_temp as $$
  select coalesce(jsonb_object_agg(m.key, m.value order by u.month), '{}') from tenant_usage u, jsonb_each(u.metrics) m where u.tenant_id = p_tenant
$$;
