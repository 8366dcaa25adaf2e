-- `customers` follows the requests: the newest contact's address, what waits for its release, what was replaced or
-- closed (D18, D19). So does what the round and its claim are found by.
create or replace function project_request() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  perform refresh_customer(a.partner_id, a.engagement_id, a.tenant_id) from associations a
    where a.partner_id = new.partner_id and a.id = new.association_id and a.ended_at is null;
  perform project_found_by(new.partner_id, new.association_id);
  return null;
end $$;
