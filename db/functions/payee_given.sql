-- A payee profile is given by an incentives admin of the location that has accepted, as the next version; it waits for
-- the programme, which decides once about the newest. The location follows (P28).
create or replace function payee_given() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare
  place record;
  newest integer;
begin
  select l.enrolment into place from locations l where l.partner_id = new.partner_id and l.id = new.location_id for no key update;
  select coalesce(max(p.version), 0) into newest from payee_profiles p
    where p.partner_id = new.partner_id and p.location_id = new.location_id;
  if tg_op = 'INSERT' then
    if not app_owner_asks() and (new.given_by is distinct from app_user() or not app_tells_now(new.given_at)
      or app_asker() <> 'partner' or not app_administers(new.partner_id, new.location_id)) then
      raise exception 'a payee profile is its giver''s own' using errcode = 'insufficient_privilege', constraint = 'payee_profiles_own';
    end if;
    if new.version <> newest + 1 or new.decision is not null then
      raise exception 'a payee profile is the next one' using errcode = 'check_violation', constraint = 'payee_profiles_next';
    end if;
    if place.enrolment in ('invited', 'discontinued') then
      raise exception 'the location does not take part' using errcode = 'check_violation', constraint = 'payee_profiles_enrolment';
    end if;
    update locations l set payee_profile = 'validating' where l.partner_id = new.partner_id and l.id = new.location_id;
    return new;
  end if;
  -- P30: a payment came back because of it.
  if pg_trigger_depth() > 1 and old.returned_at is null and new.returned_at is not null then
    update locations l set payee_profile = 'rejected' where l.partner_id = new.partner_id and l.id = new.location_id
      and new.version = newest and l.payee_profile = 'valid';
    return new;
  end if;
  if (to_jsonb(new) - '{decision,decided_at,decided_by,reason,key_id,sealed}'::text[])
      is distinct from (to_jsonb(old) - '{decision,decided_at,decided_by,reason,key_id,sealed}'::text[]) then
    raise exception 'a payee profile stays as it was given' using errcode = 'check_violation', constraint = 'payee_profiles_stay';
  end if;
  if (new.decision, new.decided_at, new.decided_by, new.reason) is not distinct from (old.decision, old.decided_at, old.decided_by, old.reason) then
    return new;
  end if;
  if old.decision is not null or new.version <> newest or not app_owner_asks()
    and (new.decided_by is distinct from app_user() or not app_tells_now(new.decided_at)) then
    raise exception 'a payee profile is decided about once' using errcode = 'check_violation', constraint = 'payee_profiles_decided';
  end if;
  update locations l set payee_profile = new.decision::payee_profile where l.partner_id = new.partner_id and l.id = new.location_id;
  return new;
end $$;
