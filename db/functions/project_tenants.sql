-- What a tenant is called anew is found at once, wherever it is listed.
create or replace function project_tenants(p_tenants uuid[]) returns void language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  update customers c set name = t.name, search = customer_search(t.id, c.partner_id, c.association_id)
    from tenants t where t.id = any (p_tenants) and c.tenant_id = t.id;
  update associations a set search = customer_search(a.tenant_id, a.partner_id, a.id)
    where a.tenant_id = any (p_tenants) and a.ended_at is not null;
  perform refresh_claim_line(l.partner_id, l.claim_id) from claim_lines l where l.tenant_id = any (p_tenants);
end $$;
