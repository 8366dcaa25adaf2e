-- S12, S13: 'consent' or 'done' when other partners hold all consents of this tenant, else null. A partner asks for itself.
create or replace function taken_by_others(p_partner uuid, p_engagement uuid, p_tenant uuid, p_now timestamptz) returns text
  language sql stable security definer set search_path = public, pg_temp as $$
  select case when app_asks_for(p_partner) then taken_from(p_partner, p_engagement, p_tenant, p_now) end
$$;

grant execute on function taken_by_others to :"application";
