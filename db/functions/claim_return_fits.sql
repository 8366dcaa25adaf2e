-- W14: what comes back is what paid the claim by hand, under its reference; by the end of it the claim is paid no more.
create or replace function claim_return_fits() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if tg_when = 'BEFORE' and not exists (select from workshop_claims c where c.partner_id = new.partner_id and c.id = new.claim_id
    and c.status = 'paid' and c.payment_id is null and (c.payment_reference, c.paid_at) = (new.reference, new.paid_at)) then
    raise exception 'no payment by hand that could come back' using errcode = 'check_violation', constraint = 'claim_returns_fit';
  end if;
  if tg_when = 'AFTER' and exists (select from workshop_claims c where c.partner_id = new.partner_id and c.id = new.claim_id
    and c.payment_reference = new.reference) then
    raise exception 'what came back, paid nothing' using errcode = 'check_violation', constraint = 'claim_returns_unsettled';
  end if;
  return new;
end $$;
