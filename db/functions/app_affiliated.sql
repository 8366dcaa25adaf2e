-- The companies that a member of staff belongs to, or did within a year: they decide on nothing of theirs (P6).
create or replace function app_affiliated() returns uuid[] language sql stable
  return string_to_array((app_scope())[7], ',')::uuid[];

grant execute on function app_affiliated to :"application";
