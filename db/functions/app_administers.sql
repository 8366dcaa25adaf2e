-- Whose authority holds over the roles at a place of a partner (null: the whole company): an incentives admin's of that
-- place, and of a partner manager who does not belong to the company (U1, U9, P6).
create or replace function app_administers(p_partner uuid, p_location uuid) returns boolean language sql stable
  security definer set search_path = public, pg_temp as $$
  select app_owner_asks() or (p_location is null or exists (select from locations l where l.partner_id = p_partner and l.id = p_location))
    and case app_asker()
      when 'partner' then p_partner = app_partner() and exists (
        select from role_grants g where g.partner_id = p_partner and g.user_id = app_user() and g.role = 'incentives_admin'
          and grant_holds(g.ends_at, now()) and (g.location_id is null or g.location_id = p_location))
      when 'operator' then app_may('partners.people') and p_partner <> all (app_affiliated())
      else app_asker() = 'system' end
$$;

grant execute on function app_administers to :"application";
