-- The account that the programme pays from (P30) is given as the next version, and stays; only its seal is made anew (O20).
create or replace function programme_account_given() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' then
    if (to_jsonb(new) - '{key_id,sealed}'::text[]) is distinct from (to_jsonb(old) - '{key_id,sealed}'::text[]) then
      raise exception 'an account stays as it was given' using errcode = 'check_violation', constraint = 'programme_accounts_stay';
    end if;
    return new;
  end if;
  if not app_owner_asks() and (new.given_by is distinct from app_user() or not app_tells_now(new.given_at)) then
    raise exception 'an account is its giver''s own' using errcode = 'insufficient_privilege', constraint = 'programme_accounts_own';
  end if;
  if new.version <> (select coalesce(max(a.version), 0) + 1 from programme_accounts a) then
    raise exception 'an account is the next one' using errcode = 'check_violation', constraint = 'programme_accounts_next';
  end if;
  return new;
end $$;
