-- The person for whom the transaction asks.
create or replace function app_user() returns uuid language sql stable
  return nullif(current_setting('app.user_id', true), '')::uuid;

grant execute on function app_user to :"application";
