-- What kind of actor asks, also within the owner's own functions.
create or replace function app_asker() returns text language sql stable
  return coalesce((app_scope())[1], 'none');

grant execute on function app_asker to :"application";
