-- `customers` follows its claim.
create or replace function project_claim() returns trigger language plpgsql
  security definer set search_path = public, pg_temp
  set plan_cache_mode = force_generic_plan as $$
begin
  perform refresh_customer(a.partner_id, a.engagement_id, a.tenant_id) from associations a 
    where a.partner_id = new.partner_id and a.id = new.association_id;
  return null;
end $$;
