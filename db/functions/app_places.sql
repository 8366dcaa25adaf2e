-- The locations of who asks; null: all that their partner has.
create or replace function app_places() returns uuid[] language sql stable
  return string_to_array(nullif((app_scope())[5], '*'), ',')::uuid[];

grant execute on function app_places to :"application";
