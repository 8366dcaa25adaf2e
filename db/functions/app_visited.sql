-- The partner whose link a visitor has.
create or replace function app_visited() returns uuid language sql stable
  return nullif((app_scope())[9], '')::uuid;

grant execute on function app_visited to :"application";
