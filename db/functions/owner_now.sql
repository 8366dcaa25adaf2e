-- K6: whose a round at a location is now: its owner's, while they work there with a role; of who left, their heir's
-- (U8), from hand to hand; else nobody's.
create or replace function owner_now(p_partner uuid, p_location uuid, p_owner uuid, p_now timestamptz) returns uuid
  language sql stable as $$
  with recursive hands as (
    select p_owner as id
    union
    select m.heir_id from hands h join memberships m
      on m.partner_id = p_partner and m.user_id = h.id and m.ended_at is not null and m.heir_id is not null)
  select h.id from hands h
    join memberships m on m.partner_id = p_partner and m.user_id = h.id and m.joined_at is not null and m.ended_at is null
    join users u on u.id = h.id and u.disabled_at is null
  where exists (select from role_grants g where g.partner_id = p_partner and g.user_id = h.id
    and (g.location_id is null or g.location_id = p_location) and grant_holds(g.ends_at, p_now))
  limit 1
$$;

grant execute on function owner_now to :"application";
