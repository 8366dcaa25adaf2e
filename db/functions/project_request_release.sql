-- The Customers page follows a request that waits for its release, or comes closed (D18, D19).
create or replace function project_request_release() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  perform refresh_customer(a.partner_id, a.engagement_id, a.tenant_id) from associations a
    where a.id = new.association_id and a.ended_at is null;
  return null;
end $$;
