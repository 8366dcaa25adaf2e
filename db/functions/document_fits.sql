-- A document comes and goes while its claim is open; its facts never change.
create or replace function document_fits() returns trigger language plpgsql as $$
begin
  if not claim_is_open(new.claim_id) then
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
