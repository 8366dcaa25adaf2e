-- The facts of an association are written once: the clock, who and what it is about never move (D9).
create or replace function association_facts_stay() returns trigger language plpgsql as $$
begin
  if (new.partner_id, new.location_id, new.tenant_id, new.engagement_id, new.origin, new.created_at, new.created_by, new.time_zone, new.consent_due_at)
    is distinct from
    (old.partner_id, old.location_id, old.tenant_id, old.engagement_id, old.origin, old.created_at, old.created_by, old.time_zone, old.consent_due_at)
    or (old.consented_at is not null and (new.consented_at, new.delivery_due_at, new.consent_slot)
      is distinct from (old.consented_at, old.delivery_due_at, old.consent_slot))
    or (old.ended_at is not null and (new.ended_at, new.end_reason) is distinct from (old.ended_at, old.end_reason)) then
    raise exception 'a fact of an association does not change'
      using errcode = 'check_violation', constraint = 'associations_facts_stay';
  end if;
  return new;
end $$;
