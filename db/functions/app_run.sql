-- The run of many rows for which the worker acts as whoever began it (B4); null: nobody's run.
create or replace function app_run() returns uuid language sql stable
  return nullif((app_scope())[13], '')::uuid;

grant execute on function app_run to :"application";
