-- D18: closes, for good, what the consents of other partners leave no room for; at the instant of the consent.
create or replace function close_taken(p_engagement uuid, p_tenant uuid, p_at timestamptz) returns void language sql
  security definer set search_path = public, pg_temp as $$
  update consent_requests r set closed_at = p_at, closed_for = 'taken' from associations a
  where a.engagement_id = p_engagement and a.tenant_id = p_tenant and a.ended_at is null and a.consented_at is null
    and a.consent_due_at > p_at and r.partner_id = a.partner_id and r.association_id = a.id and r.replaced_at is null and r.closed_at is null
    and taken_from(a.partner_id, p_engagement, p_tenant, p_at) is not null
$$;
