-- P5: the last administrator of the programme cannot go, also not when two remove each other at once. The owner may:
-- it has the way back in (P2).
create or replace function administrator_stays() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if app_owner_asks() or old.role <> 'administrator' then return null; end if;
  perform pg_advisory_xact_lock(hashtextextended('administrators', 0));
  if not exists (select from operator_grants g join users u on u.id = g.user_id
      where g.role = 'administrator' and u.disabled_at is null) then
    raise exception 'the programme keeps an administrator' using errcode = 'check_violation', constraint = 'operator_grants_administrator_stays';
  end if;
  return null;
end $$;
