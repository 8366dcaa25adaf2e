-- Whether rows of this partner belong to who asks.
create or replace function app_owns(partner uuid) returns boolean language sql stable
  return app_actor() = 'system' or (app_actor() in ('partner', 'visitor') and partner = app_partner());

grant execute on function app_owns to :"application";
