-- K7: who is owed a digest: somebody with a role, in whose zone the hour has come on a day of the period, that began after
-- they chose, and of whom none is made yet. By their id, `p_most` after one.
create or replace function digests_due(p_now timestamptz, p_hour integer, p_after uuid, p_most integer)
  returns table (user_id uuid, cadence text, period date, time_zone text)
  language sql stable as $$
  select u.id, w.cadence, w.period, z.zone from users u left join notice_choices n on n.user_id = u.id
    cross join lateral (select coalesce(u.time_zone, (select l.time_zone from role_grants g join locations l on l.partner_id = g.partner_id
        and (g.location_id is null or l.id = g.location_id) where g.user_id = u.id order by l.id limit 1),
      (select p.time_zone from programme p), 'UTC') as zone) z
    cross join lateral (select coalesce(n.digest, 'weekly') as cadence, p_now at time zone z.zone as here) h
    cross join lateral (select h.cadence,
      case h.cadence when 'weekly' then date_trunc('week', h.here)::date else h.here::date end as period) w
  where u.id > p_after and u.disabled_at is null and w.cadence <> 'off'
    and h.here >= w.period + make_interval(hours => p_hour)
    and (w.period + make_interval(hours => p_hour)) at time zone z.zone >= coalesce(n.chosen_at, u.created_at)
    and (exists (select from operator_grants o where o.user_id = u.id)
      or exists (select from role_grants g join memberships m on m.partner_id = g.partner_id and m.user_id = g.user_id
        where g.user_id = u.id and grant_holds(g.ends_at, p_now) and m.joined_at is not null and m.ended_at is null))
    and not exists (select from digests d where d.user_id = u.id and d.period = w.period)
  order by u.id limit p_most
$$;

grant execute on function digests_due to :"worker";
