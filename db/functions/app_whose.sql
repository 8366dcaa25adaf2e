-- The partner of whoever asks, of its people or by one of its links.
create or replace function app_whose() returns uuid language sql stable
  return nullif((app_scope())[2] || (app_scope())[9], '')::uuid;

grant execute on function app_whose to :"application";
