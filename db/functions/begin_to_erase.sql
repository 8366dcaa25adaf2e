-- O23, O24: what forgets and erases begins with this: the product alone, at a time that is not still to come, one after the
-- other. Nobody but the owner's functions runs it.
create or replace function begin_to_erase(p_now timestamptz) returns void language plpgsql
  set search_path = public, pg_temp as $$
begin
  perform wait_to_erase();
  if not app_tells_now(greatest(p_now, now())) then
    raise exception 'that is not yet' using errcode = 'check_violation', constraint = 'forgotten_early';
  end if;
end $$;
