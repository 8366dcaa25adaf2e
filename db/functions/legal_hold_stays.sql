-- O25: a hold is lifted once; of what it is, and why, stays. O23: one that was lifted may lose a name.
create or replace function legal_hold_stays() returns trigger language plpgsql as $$
begin
  if old.lifted_at is not null and app_erases() then return new; end if;
  if old.lifted_at is not null or (new.tenant_id, new.partner_id, new.claim_id, new.reason, new.placed_at, new.placed_by) is distinct from
      (case when current_user = app_owner() then new.tenant_id else old.tenant_id end, old.partner_id, old.claim_id, old.reason, old.placed_at, old.placed_by) then
    raise exception 'a hold is lifted once' using errcode = 'check_violation', constraint = 'legal_holds_stay';
  end if;
  return new;
end $$;
