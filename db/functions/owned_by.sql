-- K6: as whose a round counts as somebody's: their own, and what fell to them of who left (U8), from hand to hand.
create or replace function owned_by(p_partner uuid, p_user uuid) returns uuid[] language sql stable as $$
  with recursive hands as (
    select p_user as id
    union
    select m.user_id from hands h join memberships m
      on m.partner_id = p_partner and m.heir_id = h.id and m.ended_at is not null)
  select array_agg(id) from hands
$$;

grant execute on function owned_by to :"application";
