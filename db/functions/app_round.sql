-- The round that a visitor's link is about, by its request or by its claim's survey.
create or replace function app_round() returns uuid language sql stable
  return nullif((app_scope())[10], '')::uuid;

grant execute on function app_round to :"application";
