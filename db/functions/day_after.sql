-- D9: the first instant after the day that is so many calendar days after another one, as `deadline` in `lib/time`.
create or replace function day_after(p_from timestamptz, p_days integer, p_zone text) returns timestamptz language sql stable
  return ((p_from at time zone p_zone)::date + p_days + 1)::timestamp at time zone p_zone;

grant execute on function day_after to :"application";
