-- The day that an instant is part of, as the programme counts days (P3).
create or replace function programme_day(p_at timestamptz) returns date language sql stable
  security definer set search_path = public, pg_temp as $$
  select (p_at at time zone coalesce((select p.time_zone from programme p), 'UTC'))::date
$$;

grant execute on function programme_day to :"application";
