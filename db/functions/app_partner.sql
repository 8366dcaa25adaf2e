-- The partner for whose person the transaction asks; visitors, staff and the product have none.
create or replace function app_partner() returns uuid language sql stable
  return nullif((app_scope())[2], '')::uuid;

grant execute on function app_partner to :"application";
