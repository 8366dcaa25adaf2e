-- The Customers page follows a decision about a contact (D19).
create or replace function project_release() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  perform refresh_customer(a.partner_id, a.engagement_id, a.tenant_id)
    from consent_requests r join associations a on a.partner_id = r.partner_id and a.id = r.association_id
    where r.partner_id = new.partner_id and r.release_id = new.id and r.replaced_at is null and a.ended_at is null;
  return null;
end $$;
