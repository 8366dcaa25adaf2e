-- Nothing is sent in before every requirement is done, and its association knows of it (W11).
create or replace function claim_ready() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare r text;
begin
  foreach r in array new.requires loop
    if not (case r
      when 'partner_survey' then claim_survey_answered(new.partner_id, new.id, 'partner')
      when 'customer_survey' then claim_survey_answered(new.partner_id, new.id, 'customer')
      else exists (select from claim_documents d where d.partner_id = new.partner_id and d.claim_id = new.id
        and d.requirement = r and d.removed_at is null and d.infection is null) end) then
      raise exception 'the claim lacks %', r using errcode = 'check_violation', constraint = 'workshop_claims_ready';
    end if;
  end loop;
  if not exists (select from associations a where a.partner_id = new.partner_id and a.id = new.association_id and a.submitted_at is not null) then
    raise exception 'the association does not know that its claim was sent in' using errcode = 'check_violation', constraint = 'workshop_claims_ready';
  end if;
  return null;
end $$;
