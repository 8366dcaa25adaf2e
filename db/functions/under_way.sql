-- D1: the engagements for which the asking partner has this tenant under way, at any of its locations.
create or replace function under_way(p_tenant uuid, p_now timestamptz) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp as $$
  select a.engagement_id from associations a
  where a.partner_id = (select app_partner()) and a.tenant_id = p_tenant and a.ended_at is null
    and (a.submitted_at is not null or coalesce(a.delivery_due_at, a.consent_due_at) > p_now)
$$;

grant execute on function under_way to :"application";
