-- What kind of actor asks, proven. Within the owner's own functions (`security definer`) and migrations, the
-- product itself asks.
create or replace function app_actor() returns text language sql stable
  return case when current_user = app_owner() then 'system' else coalesce((app_scope())[1], 'none') end;

grant execute on function app_actor to :"application";
