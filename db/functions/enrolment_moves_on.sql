-- A move of an enrolment (P27): from where the location stands, as the table of moves says, by whom it says, now. The
-- location follows. Nothing is validated without a payee profile, and nothing enrolled without a valid one (P28).
create or replace function enrolment_moves_on() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare
  place record;
begin
  if not app_owner_asks() and (new.mover <> app_asker() or new.moved_by is distinct from app_user() or not app_tells_now(new.moved_at)
    or new.mover = 'partner' and not app_administers(new.partner_id, new.location_id)) then
    raise exception 'a move is its mover''s own' using errcode = 'insufficient_privilege', constraint = 'enrolment_moves_own';
  end if;
  select l.enrolment, l.payee_profile into place from locations l
    where l.partner_id = new.partner_id and l.id = new.location_id for no key update;
  if place.enrolment is distinct from new.from_state or not enrolment_may_move(new.from_state, new.to_state, new.mover) then
    raise exception 'no such move of an enrolment: % to % by %', place.enrolment, new.to_state, new.mover
      using errcode = 'check_violation', constraint = 'enrolment_moves_on';
  end if;
  if new.to_state = 'validating' and place.payee_profile not in ('validating', 'valid')
    or new.to_state = 'enrolled' and place.payee_profile <> 'valid' then
    raise exception 'the payee profile is not there yet' using errcode = 'check_violation', constraint = 'enrolment_moves_payee';
  end if;
  update locations l set enrolment = new.to_state where l.partner_id = new.partner_id and l.id = new.location_id;
  return null;
end $$;
