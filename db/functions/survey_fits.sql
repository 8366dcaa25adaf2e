-- Only who was asked answers: the customer's survey by its link; the partner's by link or by the partner (W4–W9).
create or replace function survey_fits() returns trigger language plpgsql as $$
begin
  if not claim_is_open(new.partner_id, new.claim_id) then
    raise exception 'the claim is not open' using errcode = 'check_violation', constraint = 'claim_surveys_claim_open';
  end if;
  if new.answered_at is not null and (tg_op = 'INSERT' or old.answered_at is null)
    and not ((app_asker() = 'visitor' and new.id = app_request()) or (app_asker() = 'partner' and new.kind = 'partner')) then
    raise exception 'a survey is answered by whom it asks' using errcode = 'check_violation', constraint = 'claim_surveys_own_answer';
  end if;
  if tg_op = 'UPDATE' and (old.answered_at is not null or old.replaced_at is not null or old.closed_at is not null
    or (new.id, new.partner_id, new.claim_id, new.kind, new.recipient_name, new.recipient_email, new.questions, new.created_at, new.created_by)
      is distinct from
      (old.id, old.partner_id, old.claim_id, old.kind, old.recipient_name, old.recipient_email, old.questions, old.created_at, old.created_by)) then
    raise exception 'a survey does not change' using errcode = 'check_violation', constraint = 'claim_surveys_facts_stay';
  end if;
  return new;
end $$;
