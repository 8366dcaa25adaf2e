-- The companies of the network that a member of staff also belongs to: they do nothing with their claims.
create or replace function app_affiliated() returns uuid[] language sql stable
  return string_to_array((app_scope())[7], ',')::uuid[];

grant execute on function app_affiliated to :"application";
