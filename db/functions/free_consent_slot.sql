-- The lowest consent slot of this tenant that nobody holds; null when all are held.
create or replace function free_consent_slot(p_engagement uuid, p_tenant uuid) returns smallint
  language sql stable security definer set search_path = public, pg_temp as $$
  select min(slot)::smallint from engagements e, generate_series(1, e.consents_per_customer) slot
  where app_known() and e.id = p_engagement and not exists (
    select from associations a where a.engagement_id = p_engagement and a.tenant_id = p_tenant
      and a.consent_slot = slot and a.consented_at is not null and a.ended_at is null)
$$;

grant execute on function free_consent_slot to :"web";
