-- The partner for whom the transaction asks.
create or replace function app_partner() returns uuid language sql stable
  return nullif(current_setting('app.partner_id', true), '')::uuid;

grant execute on function app_partner to :"application";
