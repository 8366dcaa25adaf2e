-- O24, O25: erasing, forgetting and placing a hold take turns, until the transaction ends.
create or replace function wait_to_erase() returns void language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if app_asker() <> 'system' then
    raise exception 'the product itself erases' using errcode = 'insufficient_privilege';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('erases', 0));
end $$;

grant execute on function wait_to_erase to :"worker";
