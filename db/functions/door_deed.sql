-- How somebody signs in is written by the door for what its web server has just announced by its key, `app.deed` (O11,
-- `lib/people/deed.ts`) for this transaction alone: a session for a person and a secret, a link, an identity, a factor; that a session proved itself;
-- that a factor or an identity goes, which browsers somebody knows, what they say of themselves. No statement that is smuggled in knows the key. A session that is over stays over,
-- a recovery code that was used stays used; a session begins now, without a second factor, and is proved now.
create or replace function door_deed() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare
  n jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  o jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  deed text;
begin
  if app_asker() = 'door' and not app_owner_asks() then
    if tg_table_name = 'sessions' and o ->> 'revoked_at' is not null and n ->> 'revoked_at' is distinct from o ->> 'revoked_at' then
      raise exception 'the session is over' using errcode = 'check_violation', constraint = 'sessions_over';
    end if;
    if tg_table_name = 'recovery_codes' and o ->> 'used_at' is not null and n ->> 'used_at' is distinct from o ->> 'used_at' then
      raise exception 'the code was used' using errcode = 'check_violation', constraint = 'recovery_codes_used';
    end if;
    if tg_table_name = 'sessions' and not coalesce(case when tg_op = 'INSERT' then n ->> 'second_factor_at' is null
          and app_tells_now((n ->> 'created_at')::timestamptz) and (n ->> 'proven_at')::timestamptz <= (n ->> 'created_at')::timestamptz
          and (n ->> 'expires_at')::timestamptz <= (n ->> 'created_at')::timestamptz + interval '12 hours'
        else (n ->> 'proven_at' is not distinct from o ->> 'proven_at' or app_tells_now((n ->> 'proven_at')::timestamptz))
          and (n ->> 'second_factor_at' is not distinct from o ->> 'second_factor_at' or app_tells_now((n ->> 'second_factor_at')::timestamptz)) end, true) then
      raise exception 'a session is proved now' using errcode = 'check_violation', constraint = 'sessions_now';
    end if;
    deed := case
      when tg_table_name in ('identities', 'passkeys', 'code_secrets') and tg_op = 'DELETE' then concat_ws('|', 'remove', n ->> 'user_id')
      when tg_table_name = 'devices' then concat_ws('|', 'device', n ->> 'user_id')
      when tg_op = 'DELETE' then null
      when tg_table_name = 'users' then concat_ws('|', 'profile', n ->> 'id')
      when tg_table_name = 'sessions' and tg_op = 'INSERT' then concat_ws('|', 'session', n ->> 'user_id', substr(n ->> 'secret_hash', 3))
      when tg_table_name = 'sessions' and (n ->> 'proven_at', n ->> 'second_factor_at') is distinct from (o ->> 'proven_at', o ->> 'second_factor_at')
        then concat_ws('|', 'proven', n ->> 'id')
      when tg_table_name = 'sign_in_tokens' then concat_ws('|', 'link', n ->> 'id', n ->> 'token_hash', n ->> 'email')
      when tg_table_name = 'identities' and tg_op = 'INSERT' then concat_ws('|', 'identity', n ->> 'user_id', n ->> 'issuer', n ->> 'subject')
      when tg_table_name = 'passkeys' and tg_op = 'INSERT' then concat_ws('|', 'passkey', n ->> 'user_id', n ->> 'credential')
      when tg_table_name = 'code_secrets' then concat_ws('|', 'codes', n ->> 'user_id', n ->> 'sealed')
      when tg_table_name = 'recovery_codes' and tg_op = 'INSERT' then concat_ws('|', 'recovery', n ->> 'user_id') end;
    if deed is not null and not exists (select from private.keys k where k.actor = 'door'
      and encode(sha256(k.hash || sha256(k.hash || convert_to(deed || '|' || app_transaction(), 'UTF8'))), 'hex') = current_setting('app.deed', true)) then
      raise exception 'the web server did not announce this' using errcode = 'insufficient_privilege', constraint = tg_table_name || '_announced';
    end if;
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
