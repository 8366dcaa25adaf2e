-- S12, S13: 'consent' or 'done' when other partners than this one hold all consents of this tenant, else null. It tells
-- about rivals: only the owner's functions run it, and `taken_by_others` for the partner that asks.
create or replace function taken_from(p_partner uuid, p_engagement uuid, p_tenant uuid, p_now timestamptz) returns text
  language sql stable security definer set search_path = public, pg_temp as $$
  select case when count(*) < (select e.consents_per_customer from engagements e where e.id = p_engagement) then null
    when bool_or(a.submitted_at is not null) then 'done' else 'consent' end
  from associations a
  where a.engagement_id = p_engagement and a.tenant_id = p_tenant and a.partner_id <> p_partner
    and a.consented_at is not null and a.ended_at is null and (a.submitted_at is not null or a.delivery_due_at > p_now)
$$;
