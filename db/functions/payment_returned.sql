-- What follows when the bank sends back what was told as paid (P30): each claim is approved again, by whoever says so in
-- the same transaction, and goes into the next run; an account that is wrong counts as rejected.
create or replace function payment_returned() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  update payment_lines l set state = 'returned' where l.partner_id = new.partner_id and l.payment_id = new.id;
  if new.returned_as = 'payee' then
    update payee_profiles f set returned_at = new.returned_at, returned_why = new.returned_why
      where f.partner_id = new.partner_id and f.location_id = new.location_id and f.version = new.payee_version and f.returned_at is null;
  end if;
  return null;
end $$;
