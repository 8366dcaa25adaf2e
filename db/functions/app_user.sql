-- The person for whom the transaction asks.
create or replace function app_user() returns uuid language sql stable
  return nullif((app_scope())[3], '')::uuid;

grant execute on function app_user to :"application";
