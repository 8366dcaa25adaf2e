-- A transfer (P30) is made while its run is open, for a location that may be paid, with its payee data of the moment. Once
-- the bank may have it somebody says what became of it: once, now, in their own name, not of their own company nor of what
-- they approved (P6). Its lines follow; an account that the bank refused is rejected, so that it is mended (P28).
create or replace function payment_moves() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare
  run record;
begin
  select r.* into run from payment_runs r where r.id = new.run_id for share;
  if tg_op = 'INSERT' then
    if run.frozen_at is not null or run.cancelled_at is not null or new.told_at is not null
      or (new.run_number, new.currency) is distinct from (run.number, run.currency)
      or exists (select from locations l join partners p on p.id = l.partner_id where l.partner_id = new.partner_id and l.id = new.location_id
        and payment_hold(l.enrolment, l.payee_profile, p.suspended_at) is not null)
      or not exists (select from payee_profiles f where f.partner_id = new.partner_id and f.location_id = new.location_id
        and f.version = new.payee_version and f.decision = 'valid' and f.returned_at is null
        and (f.legal_name, f.country, f.currency, f.account_kind, f.last_four)
          = (new.legal_name, new.country, new.account_currency, new.account_kind, new.last_four)
        and not exists (select from payee_profiles g where g.partner_id = f.partner_id and g.location_id = f.location_id and g.version > f.version)) then
      raise exception 'a transfer goes to whom it may, as their profile says' using errcode = 'check_violation', constraint = 'payments_fit';
    end if;
    return new;
  end if;
  -- The bank sent back what was told as paid: that is said once too.
  if old.reference is not null and old.returned_at is null and new.returned_at is not null then
    if (to_jsonb(new) - '{returned_on,returned_as,returned_why,returned_at,returned_by}'::text[])
      is distinct from (to_jsonb(old) - '{returned_on,returned_as,returned_why,returned_at,returned_by}'::text[]) then
      raise exception 'a transfer stays as it was told' using errcode = 'check_violation', constraint = 'payments_stay';
    end if;
    if not app_owner_asks() and (new.returned_by is distinct from app_user() or not app_tells_now(new.returned_at)
      or new.partner_id = any (app_affiliated())) then
      raise exception 'it is told by somebody else, now' using errcode = 'insufficient_privilege', constraint = 'payments_own';
    end if;
    return new;
  end if;
  if (to_jsonb(new) - '{paid_on,reference,failed_as,failed_why,told_at,told_by}'::text[])
    is distinct from (to_jsonb(old) - '{paid_on,reference,failed_as,failed_why,told_at,told_by}'::text[]) then
    raise exception 'a transfer stays as it was frozen' using errcode = 'check_violation', constraint = 'payments_stay';
  end if;
  if old.told_at is not null or new.told_at is null or run.exported_at is null or run.cancelled_at is not null then
    raise exception 'it is told once what became of a transfer that the bank has' using errcode = 'check_violation', constraint = 'payments_told_once';
  end if;
  if not app_owner_asks() and (new.told_by is distinct from app_user() or not app_tells_now(new.told_at)
    or new.partner_id = any (app_affiliated())) then
    raise exception 'it is told by somebody else, now' using errcode = 'insufficient_privilege', constraint = 'payments_own';
  end if;
  if new.reference is not null and (not app_owner_asks() and not (select p.approver_pays from programme p)
      and exists (select from payment_lines l join claim_reviews r on r.partner_id = l.partner_id and r.claim_id = l.claim_id
        where l.partner_id = new.partner_id and l.payment_id = new.id and r.decision = 'approved' and r.reviewer_id = app_user())) then
    raise exception 'who approved a claim does not pay it' using errcode = 'check_violation', constraint = 'payments_separate_payer';
  end if;
  if new.reference is not null and (exists (select from workshop_claims c where c.payment_reference = new.reference)
    or exists (select from claim_returns r where r.reference = new.reference)) then
    raise exception 'another payment has this reference' using errcode = 'unique_violation', constraint = 'payments_reference';
  end if;
  return new;
end $$;
