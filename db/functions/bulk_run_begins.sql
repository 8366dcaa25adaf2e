-- A run gets the next number of its partner; the worker acts as whoever began it: nobody else's name can be put there (B4).
create or replace function bulk_run_begins() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform pg_advisory_xact_lock(hashtextextended('runs of ' || new.partner_id, 0));
    new.number := 1 + coalesce((select max(r.number) from bulk_runs r where r.partner_id = new.partner_id), 0);
    return new;
  end if;
  if app_owner_asks() then return new; end if;
  if new.began_by is distinct from old.began_by and new.began_by is distinct from app_user()
    or new.state = 'running' and old.state <> 'running' and new.began_by is distinct from app_user() then
    raise exception 'a run is begun in one''s own name' using errcode = 'check_violation', constraint = 'bulk_runs_whose';
  end if;
  if new.state = 'looking' and old.state <> 'looking' then
    raise exception 'a run is looked at once' using errcode = 'check_violation', constraint = 'bulk_runs_looked_once';
  end if;
  return new;
end $$;
