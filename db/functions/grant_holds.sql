-- U4: whether a role is there: it has no last day, or that day is not over.
create or replace function grant_holds(p_ends timestamptz, p_now timestamptz) returns boolean language sql immutable as $$
  select p_ends is null or p_ends > p_now
$$;

grant execute on function grant_holds to :"application";
