-- `claim_lines` follows the claims.
create or replace function project_claim_line() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  perform refresh_claim_line(new.id);
  return null;
end $$;
