-- Nobody chooses the id of a row: where one is named by its id alone, it is one row (O13). The product's own jobs and
-- the owner may.
create or replace function id_by_chance() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if app_asker() <> 'system' and not app_owner_asks() then new.id := gen_random_uuid(); end if;
  return new;
end $$;
