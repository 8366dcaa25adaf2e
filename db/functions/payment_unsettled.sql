-- P30: of a transfer that came back no claim counts as paid.
create or replace function payment_unsettled() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if exists (select from workshop_claims c where c.partner_id = new.partner_id and c.payment_id = new.id) then
    raise exception 'what came back, paid nothing' using errcode = 'check_violation', constraint = 'payments_unsettled';
  end if;
  return null;
end $$;
