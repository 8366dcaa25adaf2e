-- S6: a customer is known once it consented to something of the partner, or because the programme says so (P19).
create or replace function known_fits() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if not app_owner_asks() and new.imported_by is null and not exists (select from associations a
    where a.partner_id = new.partner_id and a.tenant_id = new.tenant_id and a.consented_at is not null) then
    raise exception 'a customer is known by its consent' using errcode = 'check_violation', constraint = 'known_customers_consented';
  end if;
  return null;
end $$;
