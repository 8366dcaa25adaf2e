-- Who hears of a partner's round when nobody is left whom it names: the first of these that has
-- somebody: the location's admins, the company's admins, the location's users, the programme's staff.
create or replace function notice_stand_ins(p_partner uuid, p_location uuid)
  returns table (email text, locale text)
  language sql stable security definer set search_path = public, pg_temp as $$
  with able as (
    select u.email, u.locale,
      case when g.role = 'incentives_admin' then case when g.location_id is null then 2 else 1 end else 3 end as rank
    from role_grants g join memberships m on m.partner_id = g.partner_id and m.user_id = g.user_id
      join users u on u.id = g.user_id
    where g.partner_id = p_partner and grant_holds(g.ends_at, now()) and app_asks_for(p_partner)
      and m.joined_at is not null and m.ended_at is null and u.disabled_at is null
      and (g.location_id is null or g.location_id = p_location)
    union all
    select s.email, s.locale, 4 from notice_staff() s)
  select distinct a.email, a.locale from able a where a.rank = (select min(rank) from able) order by a.email
$$;

grant execute on function notice_stand_ins to :"application";
