-- Whose authority holds over the roles at a place of a partner (null: the whole company): an incentives admin's of that
-- place, and of a partner manager who does not belong to the company (U1, U9, P6).
create or replace function app_administers(p_partner uuid, p_location uuid) returns boolean language sql stable
  security definer set search_path = public, pg_temp as $$
  select app_owner_asks() or (p_location is null or exists (select from locations l where l.partner_id = p_partner and l.id = p_location))
    and case asks.scope[1]
      when 'partner' then p_partner = nullif(asks.scope[2], '')::uuid and exists (
        select from role_grants g where g.partner_id = p_partner and g.user_id = nullif(asks.scope[3], '')::uuid and g.role = 'incentives_admin'
          and grant_holds(g.ends_at, now()) and (g.location_id is null or g.location_id = p_location))
      when 'operator' then scope_may(asks.scope, 'partners.people') and p_partner <> all (string_to_array(asks.scope[7], ',')::uuid[])
      else coalesce(asks.scope[1], 'none') = 'system' end
  from app_scope() as asks (scope)
$$;

grant execute on function app_administers to :"application";
