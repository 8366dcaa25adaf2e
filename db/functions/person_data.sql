-- O24: what is held of a person, row by row, as it is handed out: without secrets, and without what others typed in rows that
-- only speak of them, of which the rows of the log and e-mails to others are left out too. For administrators who proved
-- just now who they are.
create or replace function person_data(p_address text, p_now timestamptz) returns table (thing text, data jsonb) language plpgsql stable
  security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare r record; person uuid; t text; key text;
begin
  if not (app_may('data.people') and app_fresh()) then
    raise exception 'this is not theirs to hand out' using errcode = 'insufficient_privilege';
  end if;
  select id into person from users where lower(email) = lower(p_address);
  for r in select distinct split_part(p.thing, '.', 1) as thing, p.partner_id, p.id from person_rows(p_address, p_now) p
      where p.own or p.thing not like 'emails%' order by 1, 3 loop
    if r.thing like 'import_re%' then continue; end if;
    key := case r.thing when 'imported_rounds' then 'association_id' else 'id' end;
    return query execute format('select %L, to_jsonb(x) - %L::text[] from %I x where x.%I::text = $1 and ($2 is null or (to_jsonb(x) ->> ''partner_id'')::uuid = $2)',
      r.thing, '{token_hash,secret_hash,code_hash,search,html,secrets,mark,headers,provider_id,recipient_key,mailbox}', r.thing, key) using r.id, r.partner_id;
  end loop;
  foreach t in array array['identities', 'memberships', 'role_grants', 'operator_grants', 'sessions', 'devices', 'passkeys', 'notice_choices', 'saved_views', 'drafts'] loop
    return query execute format('select %L, to_jsonb(x) - %L::text[] from %I x where x.user_id = $1', t, '{secret_hash,device_hash,hash,public_key,credential,challenge}', t) using person;
  end loop;
  return query select 'audit_log', jsonb_build_object('at', l.at, 'event', l.event, 'subject', l.subject_id, 'data', l.data)
    from audit_log l where l.actor_id = person::text order by l.at;
end $$;

grant execute on function person_data to :"web";
