-- The words that a partner is found by at one of its locations follow its number, name and city.
create or replace function keep_location_search() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  new.search := search_text(concat_ws(' ', new.mpn_id, new.name, new.city));
  return new;
end $$;
