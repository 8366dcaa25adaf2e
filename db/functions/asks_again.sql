-- U13: before this change somebody proves anew who they are. Which one it is says the trigger.
create or replace function asks_again() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if not app_fresh() then
    raise exception 'who does this proves anew who they are' using errcode = 'check_violation', constraint = 'asks_again';
  end if;
  return coalesce(new, old);
end $$;
