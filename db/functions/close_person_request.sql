-- O24: ends a request without erasing, by an administrator who proved just now who they are: its address goes.
create or replace function close_person_request(p_request uuid, p_now timestamptz) returns void language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if not app_fresh() then
    raise exception 'who does this proves anew who they are' using errcode = 'check_violation', constraint = 'asks_again';
  end if;
  if not (app_may('data.people') and app_tells_now(p_now)) then
    raise exception 'this is not theirs to end' using errcode = 'insufficient_privilege';
  end if;
  update person_requests set address = null, names = null, done_at = p_now where id = p_request and erase_at is null and done_at is null;
end $$;

grant execute on function close_person_request to :"web";
