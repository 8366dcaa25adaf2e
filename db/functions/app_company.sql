-- The company of a member who has no role there.
create or replace function app_company() returns uuid language sql stable
  return nullif((app_scope())[11], '')::uuid;

grant execute on function app_company to :"application";
