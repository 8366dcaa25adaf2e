-- Only who was asked answers: the customer's survey by its link; the partner's by link or by the partner (W4–W9).
create or replace function survey_fits() returns trigger language plpgsql as $$
begin
  if app_erases() then return new; end if;
  if not claim_is_open(new.partner_id, new.claim_id) then
    raise exception 'the claim is not open' using errcode = 'check_violation', constraint = 'claim_surveys_claim_open';
  end if;
  if tg_op = 'INSERT' and app_actor() = 'partner' and (new.created_by is distinct from app_user() or not app_tells_now(new.created_at)
    or num_nonnulls(new.replaced_at, new.closed_at, new.answered_at) > 0) then
    raise exception 'a survey begins unanswered' using errcode = 'check_violation', constraint = 'claim_surveys_begin';
  end if;
  if tg_op = 'INSERT' and app_actor() = 'partner' and new.kind = 'customer' and not exists (select from workshop_claims c
    where c.partner_id = new.partner_id and c.id = new.claim_id
      and (lower(c.contact_email), c.contact_release_id) is not distinct from (lower(new.recipient_email), new.release_id)) then
    raise exception 'nobody spoke of this contact' using errcode = 'check_violation', constraint = 'claim_surveys_contact_allowed';
  end if;
  if new.answered_at is not null and (tg_op = 'INSERT' or old.answered_at is null)
    and not ((app_asker() = 'visitor' and new.id = app_request()) or (app_asker() = 'partner' and new.kind = 'partner')) then
    raise exception 'a survey is answered by whom it asks' using errcode = 'check_violation', constraint = 'claim_surveys_own_answer';
  end if;
  if tg_op = 'UPDATE' and (old.answered_at is not null or old.replaced_at is not null or old.closed_at is not null
    or (new.id, new.partner_id, new.claim_id, new.kind, new.recipient_name, new.recipient_email, new.release_id, new.questions, new.created_at, new.created_by)
      is distinct from
      (old.id, old.partner_id, old.claim_id, old.kind, old.recipient_name, old.recipient_email, old.release_id, old.questions, old.created_at, old.created_by)) then
    raise exception 'a survey does not change' using errcode = 'check_violation', constraint = 'claim_surveys_facts_stay';
  end if;
  return new;
end $$;
