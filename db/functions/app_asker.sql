-- Who asks, also within the owner's own functions.
create or replace function app_asker() returns text language sql stable
  return coalesce(nullif(current_setting('app.actor', true), ''), 'none');

grant execute on function app_asker to :"application";
