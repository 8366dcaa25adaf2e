-- What follows when it is told what became of a transfer (P30).
create or replace function payment_told() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  update payment_lines l set state = case when new.reference is null then 'failed' else 'paid' end
    where l.partner_id = new.partner_id and l.payment_id = new.id;
  if new.failed_as = 'payee' then
    update payee_profiles f set returned_at = new.told_at, returned_why = new.failed_why
      where f.partner_id = new.partner_id and f.location_id = new.location_id and f.version = new.payee_version and f.returned_at is null;
  end if;
  return null;
end $$;
