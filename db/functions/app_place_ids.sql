-- The locations of who asks, found out once for a statement and not for each of its thousands of rows.
create or replace function app_place_ids() returns uuid[] language sql stable
  return string_to_array(nullif(nullif(current_setting('app.locations', true), ''), '*'), ',')::uuid[];

grant execute on function app_place_ids to :"application";
