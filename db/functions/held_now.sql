-- O25: erasing, forgetting and placing a hold take turns: what a hold was placed on before is there afterwards.
create or replace function held_now() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('erases', 0));
  return new;
end $$;
