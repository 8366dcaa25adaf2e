-- Whether an instant is now, but where the past is made up.
create or replace function app_tells_now(p_at timestamptz) returns boolean language sql stable
  return tells_now(app_scope(), p_at);

grant execute on function app_tells_now to :"application";
