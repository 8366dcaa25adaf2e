-- A count of tries only grows until its time is over, and nobody shortens that: whoever smuggles in a statement tries no
-- more often than others. The owner may.
create or replace function limit_counts() returns trigger language plpgsql as $$
begin
  if app_actor() <> 'system' and old.expire > extract(epoch from now()) * 1000 + 60000
    and (new.key <> old.key or new.points < old.points or new.expire is distinct from old.expire) then
    raise exception 'a count of tries only grows' using errcode = 'check_violation', constraint = 'rate_limits_grow';
  end if;
  return new;
end $$;
