-- Whether a member of the programme's staff has a role that this act asks for.
create or replace function app_may(p_act text) returns boolean language sql stable
  return scope_may(app_scope(), p_act);

grant execute on function app_may to :"application";
