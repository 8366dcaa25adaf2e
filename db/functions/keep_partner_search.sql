-- The words that a partner is found by follow its name.
create or replace function keep_partner_search() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  new.search := search_text(new.name);
  return new;
end $$;
