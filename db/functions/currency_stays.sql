-- P13: rates are in the programme's currency, which nobody changes under them.
create or replace function currency_stays() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if new.currency <> old.currency and exists (select from engagement_rates) then
    raise exception 'there are rates in the currency of the programme' using errcode = 'check_violation', constraint = 'programme_currency_stays';
  end if;
  return new;
end $$;
