-- A document comes and goes while its claim is open; its facts never change.
create or replace function document_fits() returns trigger language plpgsql as $$
begin
  if app_erases() then return new; end if;
  -- A scanner's verdict comes when it comes, from the product alone, and changes nothing else: once for
  -- what waits; a find, also for the same bytes that were taken before.
  if tg_op = 'UPDATE' and app_actor() = 'system' and old.infection is null and new.scanned_at is distinct from old.scanned_at
    and new.scanned_at is not null
    and (new.infection is not null or (old.quarantined_at is not null and old.scanned_at is null))
    and (old.quarantined_at is null or new.quarantined_at = old.quarantined_at)
    and (to_jsonb(new) - array['quarantined_at', 'scanned_at', 'infection'])
      = (to_jsonb(old) - array['quarantined_at', 'scanned_at', 'infection']) then
    return new;
  end if;
  if (tg_op = 'INSERT' and new.scanned_at is not null and current_user <> app_owner())
    or (tg_op = 'UPDATE' and (new.quarantined_at, new.scanned_at, new.infection) is distinct from (old.quarantined_at, old.scanned_at, old.infection)) then
    raise exception 'a scan is not told by hand' using errcode = 'check_violation', constraint = 'claim_documents_scan_stays';
  end if;
  if not claim_is_open(new.partner_id, new.claim_id) then
    raise exception 'the claim is not open' using errcode = 'check_violation', constraint = 'claim_documents_claim_open';
  end if;
  if tg_op = 'UPDATE' and (old.removed_at is not null
    or (new.id, new.partner_id, new.claim_id, new.requirement, new.place, new.name, new.media_type, new.size, new.sha256, new.uploaded_at, new.uploaded_by)
      is distinct from
      (old.id, old.partner_id, old.claim_id, old.requirement, old.place, old.name, old.media_type, old.size, old.sha256, old.uploaded_at, old.uploaded_by)) then
    raise exception 'a document does not change' using errcode = 'check_violation', constraint = 'claim_documents_facts_stay';
  end if;
  return new;
end $$;
