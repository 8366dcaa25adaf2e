-- `claim_lines` follows the names of tenants.
create or replace function project_claim_lines_of_tenant() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  perform refresh_claim_line(l.claim_id) from claim_lines l where l.tenant_id = new.id;
  return null;
end $$;
