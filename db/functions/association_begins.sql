-- A round begins unanswered, by whose it is, under the version that holds then (P8), and its clock and zone follow from that
-- and from its location (D5, D9). One that was chosen before another version began to hold is to be chosen anew.
create or replace function association_begins() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare held uuid := version_at(new.engagement_id, new.created_at);
begin
  if new.version_id is null then new.version_id := held; end if;
  if app_owner_asks() or app_asker() = 'system' or new.partner_id is distinct from app_partner() then return new; end if;
  if new.created_by is distinct from app_user() or not app_tells_now(new.created_at)
    or num_nonnulls(new.requested_at, new.consented_at, new.consent_slot, new.delivery_due_at, new.submitted_at, new.ended_at, new.extended_at) > 0 then
    raise exception 'a round begins unanswered' using errcode = 'check_violation', constraint = 'associations_begin';
  end if;
  if new.version_id is distinct from held then
    raise exception 'another version holds since' using errcode = 'serialization_failure', constraint = 'associations_version';
  end if;
  select l.time_zone into new.time_zone from locations l where l.partner_id = new.partner_id and l.id = new.location_id;
  select day_after(new.created_at, v.consent_days, new.time_zone) into new.consent_due_at from engagement_versions v where v.id = held;
  return new;
end $$;
