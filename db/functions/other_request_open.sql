-- D8: of these engagements those for which another partner waits for an answer of this tenant; not who, nor how many.
-- What is null is asked for in one: by the index of deadlines all open rounds would be read, before statistics know of them.
create or replace function other_request_open(p_tenant uuid, p_engagements uuid[], p_now timestamptz) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp as $$
  select distinct a.engagement_id from associations a join consent_requests r on r.partner_id = a.partner_id and r.association_id = a.id
  where app_whose() is not null and a.partner_id <> app_whose()
    and a.tenant_id = p_tenant and a.engagement_id = any (p_engagements)
    and coalesce(a.ended_at, a.consented_at) is null and a.consent_due_at > p_now
    and r.replaced_at is null and r.closed_at is null and exists (select from consent_links k where k.request_id = r.id)
$$;

grant execute on function other_request_open to :"application";
