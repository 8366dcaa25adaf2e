-- O24: nobody says of themselves that they are erased, whatever statement says it: another administrator does.
create or replace function erases_other() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if new.erase_at is not null and old.erase_at is null
    and exists (select from users u where u.id = new.erase_by and lower(u.email) = lower(new.address)) then
    raise exception 'another administrator erases who administers' using errcode = 'check_violation', constraint = 'erases_self';
  end if;
  return new;
end $$;
