-- The worker acts as whoever began an import: nobody else's name can be put there.
create or replace function import_begins() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if app_owner_asks() or new.began_by is null then return new; end if;
  if new.began_by is distinct from app_user() then
    raise exception 'an import is begun in one''s own name' using errcode = 'check_violation', constraint = 'import_runs_whose';
  end if;
  return new;
end $$;
