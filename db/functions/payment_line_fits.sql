-- A line of a payment run (P30) is an approved claim with what it pays. While the run is open it is taken out and put back by
-- who does not belong to its company (P6); when it is frozen it goes into a transfer or is left behind, with the reason
-- that holds. What becomes of it afterwards follows from its transfer and its run.
create or replace function payment_line_fits() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare
  run record;
  claim record;
begin
  select r.frozen_at, r.cancelled_at, r.currency into run from payment_runs r where r.id = new.run_id;
  if tg_op = 'INSERT' then
    -- Who pays it by hand meanwhile waits, and finds it here.
    select c.status, c.location_id, c.payout_minor, c.currency into claim from workshop_claims c
      where c.partner_id = new.partner_id and c.id = new.claim_id for share;
    -- It was paid meanwhile: it needs no line.
    if claim.status = 'paid' then return null; end if;
    if run.frozen_at is not null or run.cancelled_at is not null or new.state <> 'in' or new.payment_id is not null
      or claim.status is distinct from 'approved' or new.currency is distinct from run.currency
      or (new.location_id, new.amount_minor, new.currency) is distinct from (claim.location_id, claim.payout_minor, claim.currency) then
      raise exception 'a line is an approved claim, and pays what it pays' using errcode = 'check_violation', constraint = 'payment_lines_fit';
    end if;
    return new;
  end if;
  if (new.id, new.partner_id, new.run_id, new.claim_id, new.location_id, new.amount_minor, new.currency)
    is distinct from (old.id, old.partner_id, old.run_id, old.claim_id, old.location_id, old.amount_minor, old.currency) then
    raise exception 'a line keeps its claim and its amount' using errcode = 'check_violation', constraint = 'payment_lines_stay';
  end if;
  -- What follows from its transfer or its run.
  if pg_trigger_depth() > 1 then return new; end if;
  if run.frozen_at is not null or run.cancelled_at is not null then
    raise exception 'a frozen run does not change' using errcode = 'check_violation', constraint = 'payment_lines_frozen';
  end if;
  if (old.state, new.state) in (('in', 'out'), ('out', 'in')) then
    if new.partner_id = any (app_affiliated()) and not app_owner_asks() then
      raise exception 'nobody decides about their own company' using errcode = 'insufficient_privilege', constraint = 'payment_lines_own_company';
    end if;
    perform from workshop_claims c where c.partner_id = new.partner_id and c.id = new.claim_id and c.status = 'approved' for share;
    if not found and new.state = 'in' then
      raise exception 'it is paid already' using errcode = 'check_violation', constraint = 'payment_lines_fit';
    end if;
    if new.payment_id is null and old.payment_id is null then return new; end if;
  elsif old.state = 'in' and new.state = 'held' then
    if new.hold is not distinct from (select payment_hold(l.enrolment, l.payee_profile, p.suspended_at) from locations l
      join partners p on p.id = l.partner_id where l.partner_id = new.partner_id and l.id = new.location_id) then return new; end if;
  elsif old.state = 'in' and new.state = 'in' and old.payment_id is null then
    if exists (select from payments p where p.partner_id = new.partner_id and p.id = new.payment_id and p.run_id = new.run_id
      and p.location_id = new.location_id) then return new; end if;
  end if;
  raise exception 'no such move of a line: % to %', old.state, new.state using errcode = 'check_violation', constraint = 'payment_lines_moves';
end $$;
