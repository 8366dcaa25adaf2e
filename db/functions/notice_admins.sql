-- The incentives admins of a location, for notices about its enrolment and where it is paid (P27, P28).
create or replace function notice_admins(p_partner uuid, p_location uuid) returns table (email text, locale text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select distinct u.email, u.locale from role_grants g
    join memberships m on m.partner_id = g.partner_id and m.user_id = g.user_id join users u on u.id = g.user_id
  where g.partner_id = p_partner and (p_partner = (select app_partner()) or (select app_asker()) in ('operator', 'system'))
    and g.role = 'incentives_admin' and grant_holds(g.ends_at, now()) and (g.location_id is null or g.location_id = p_location)
    and m.joined_at is not null and m.ended_at is null and u.disabled_at is null
  order by u.email
$$;

grant execute on function notice_admins to :"application";
