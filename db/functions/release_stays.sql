-- A release is decided once, and what was asked stays (D19).
create or replace function release_stays() returns trigger language plpgsql as $$
begin
  if app_erases() then return new; end if;
  if old.decision is not null and (new.decision, new.decided_at, new.decided_by, new.note)
      is distinct from (old.decision, old.decided_at, old.decided_by, old.note)
    or (new.partner_id, case when current_user = app_owner() and standing_tenant(old.tenant_id) = new.tenant_id then old.tenant_id else new.tenant_id end, new.association_id, new.contact_name, new.contact_email, new.reason, new.asked_at, new.asked_by)
      is distinct from
      (old.partner_id, old.tenant_id, old.association_id, old.contact_name, old.contact_email, old.reason, old.asked_at, old.asked_by) then
    raise exception 'a release is decided once' using errcode = 'check_violation', constraint = 'contact_releases_decided_once';
  end if;
  return new;
end $$;
