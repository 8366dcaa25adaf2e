-- P30: a transfer that is paid has paid each of its claims, and nothing else.
create or replace function payment_settled() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if exists (select from payment_lines l join workshop_claims c on c.partner_id = l.partner_id and c.id = l.claim_id
    where l.partner_id = new.partner_id and l.payment_id = new.id
      and (c.status::text, c.payment_id, c.payment_reference) is distinct from ('paid', new.id, new.reference)) then
    raise exception 'what is paid, is paid for each claim' using errcode = 'check_violation', constraint = 'payments_settled';
  end if;
  return null;
end $$;
