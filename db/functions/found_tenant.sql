-- P24: a domain that nobody has belongs to the tenant of this ID, as the identity provider said; one that is not there yet
-- is made, with nothing else known of it. For whoever adds a customer, while the programme wants it so. Gives the tenant;
-- null: somebody has the domain by now.
create or replace function found_tenant(p_tenant uuid, p_domain text, p_at timestamptz) returns uuid language plpgsql
  security definer set search_path = public, pg_temp as $$
declare id uuid;
begin
  if app_asker() <> 'partner' or not app_tells_now(p_at) or not coalesce((select live_lookup from programme), false) then
    raise exception 'tenants are not looked up' using errcode = 'insufficient_privilege';
  end if;
  perform pg_advisory_xact_lock_shared(hashtextextended('import of tenants', 0));
  insert into tenants (id, name, found_at, updated_at) values (p_tenant, p_domain, p_at, p_at) on conflict do nothing;
  id := standing_tenant(p_tenant);
  perform lock_tenant(id);
  insert into tenant_domains (domain, tenant_id) values (p_domain, id) on conflict do nothing;
  if not found then return null; end if;
  return id;
end $$;

grant execute on function found_tenant to :"web";
