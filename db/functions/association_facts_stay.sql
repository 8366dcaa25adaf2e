-- The facts of an association are written once: who and what it is about never move, and the clock that runs only
-- to a later day, by `extend_round` (D9, P25); a tenant only becomes another by `merge_tenants` (P18). The customer
-- consents, declines and withdraws, the partner asks, sends in and gives up, each when it happens; what ran out, the
-- owner's function ends.
create or replace function association_facts_stay() returns trigger language plpgsql as $$
declare
  asker text := app_asker();
  place record;
  extends boolean := current_user = app_owner() and new.extended_at is not null
    and old.ended_at is null and old.submitted_at is null;
  -- P18: its tenant was found to be another one.
  merges boolean := current_user = app_owner() and new.tenant_id <> old.tenant_id
    and exists (select from tenants t where t.id = old.tenant_id and t.merged_into = new.tenant_id);
  -- K12: its e-mail was taken back before it left (`take_back_mail`).
  unasked boolean := current_user = app_owner() and new.requested_at is null and old.consented_at is null and old.ended_at is null;
begin
  if (new.partner_id, new.location_id, case when merges then old.tenant_id else new.tenant_id end, new.engagement_id, new.version_id, new.origin, new.created_at, new.created_by, new.time_zone)
    is distinct from
    (old.partner_id, old.location_id, old.tenant_id, old.engagement_id, old.version_id, old.origin, old.created_at, old.created_by, old.time_zone)
    or new.extended_at is distinct from old.extended_at and not extends
    or new.consent_due_at <> old.consent_due_at and not (extends and old.consented_at is null and new.consent_due_at > old.consent_due_at)
    or (old.requested_at is not null and new.requested_at is distinct from old.requested_at and not unasked)
    or (old.submitted_at is not null and new.submitted_at is distinct from old.submitted_at)
    or (old.consented_at is not null and (new.consented_at, case when merges then old.consent_slot else new.consent_slot end) is distinct from (old.consented_at, old.consent_slot))
    or (old.consented_at is not null and new.delivery_due_at is distinct from old.delivery_due_at
      and not coalesce(extends and new.delivery_due_at > old.delivery_due_at, false))
    or (old.ended_at is not null and (new.ended_at, new.end_reason) is distinct from (old.ended_at, old.end_reason)) then
    raise exception 'a fact of an association does not change'
      using errcode = 'check_violation', constraint = 'associations_facts_stay';
  end if;
  if current_user = app_owner() or asker = 'system' then return new; end if;
  if (new.requested_at, new.submitted_at) is distinct from (old.requested_at, old.submitted_at) and asker <> 'partner'
    or new.consented_at is distinct from old.consented_at and asker <> 'visitor'
    or new.ended_at is distinct from old.ended_at and not coalesce(new.end_reason::text = any (case asker
      when 'visitor' then array['declined', 'withdrawn']
      when 'partner' then array['cancelled', 'claim_expired', 'wrong_customer', 'wrong_workshop'] end), false)
    or (new.end_reason = 'cancelled') and old.end_reason is null and old.consented_at is null
    or new.end_note is distinct from old.end_note and new.end_reason is distinct from 'declined'
    or new.owner_id is distinct from old.owner_id and asker <> 'partner' then
    raise exception 'this is not theirs to say' using errcode = 'check_violation', constraint = 'associations_whose';
  end if;
  if new.requested_at is distinct from old.requested_at and not app_tells_now(new.requested_at)
    or new.submitted_at is distinct from old.submitted_at and not app_tells_now(new.submitted_at)
    or new.consented_at is distinct from old.consented_at and not app_tells_now(new.consented_at)
    or new.ended_at is distinct from old.ended_at and not app_tells_now(new.ended_at) then
    raise exception 'a round is told of what happens now' using errcode = 'check_violation', constraint = 'associations_at_now';
  end if;
  if new.consented_at is distinct from old.consented_at then
    select e.consents_per_customer as most, v.delivery_days as days into place from engagements e, engagement_versions v
      where e.id = new.engagement_id and v.id = new.version_id;
    if new.consent_slot not between 1 and place.most then
      raise exception 'there is no such place' using errcode = 'check_violation', constraint = 'associations_one_consent';
    end if;
    new.delivery_due_at := day_after(new.consented_at, place.days, new.time_zone);
  end if;
  return new;
end $$;
