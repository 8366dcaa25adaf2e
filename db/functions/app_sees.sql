-- A partner's user sees the locations of its roles ('*': all); a null location belongs to all.
create or replace function app_sees(location uuid) returns boolean language sql stable
  return location is null
    or current_setting('app.locations', true) = '*'
    or location = any (string_to_array(nullif(current_setting('app.locations', true), '*'), ',')::uuid[]);

grant execute on function app_sees to :"application";
