-- An ended round is found in History by what it is found by at its end.
create or replace function keep_ended_search() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  new.search := customer_search(new.tenant_id, new.partner_id, new.id);
  return new;
end $$;
