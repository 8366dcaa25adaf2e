-- D19: 'waiting', 'released' or 'refused'; null for a contact within the tenant's domains.
create or replace function contact_standing(p_partner uuid, p_release uuid) returns text language sql stable
  security definer set search_path = public, pg_temp as $$
  select coalesce(decision, 'waiting') from contact_releases where partner_id = p_partner and id = p_release and app_asks_for(p_partner)
$$;

grant execute on function contact_standing to :"application";
