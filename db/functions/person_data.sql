-- O24: what is held of a person, row by row, as it is handed out: without secrets, and without what the rows say of others.
-- Of what others typed about them, where it stands and when, not the words. For administrators who proved just now who
-- they are, and for the owner's command. Documents that bear the name go with it.
create or replace function person_data(p_address text, p_now timestamptz) returns table (thing text, data jsonb) language plpgsql stable
  security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  r record; person uuid; t text; key text;
  ids constant text[] := array['id', 'partner_id', 'association_id', 'request_id', 'claim_id', 'tenant_id', 'number', 'sent_at', 'created_at', 'status', 'state'];
begin
  if not (app_owner_asks() or app_may('data.people') and app_fresh()) then
    raise exception 'this is not theirs to hand out' using errcode = 'insufficient_privilege';
  end if;
  select id into person from users where lower(email) = lower(p_address);
  for r in select p.thing as whole, split_part(p.thing, '.', 1) as name, split_part(p.thing, '.', 2) as who, p.partner_id, p.id from person_rows(p_address, p_now) p
      where p.thing not like 'import_re%' and p.thing <> 'bulk_run_rows.mention' order by 1, 5 loop
    key := case r.name when 'imported_rounds' then 'association_id' else 'id' end;
    return query execute format($q$select %1$L, (select jsonb_object_agg(e.key, e.value) from jsonb_each(to_jsonb(x)) e
        where case when %2$L = 'mention' then e.key = any (%3$L::text[]) or x.tableoid = 'claim_documents'::regclass and e.key in ('name', 'sha256')
          when %2$L = 'partner' then e.key = any (%3$L::text[]) or e.key like 'partner_contact%%'
          else not e.key = any (%4$L::text[]) and e.key not like 'partner_contact%%' end)
      from %5$I x where x.%6$I::text = $1 and ($2 is null or (to_jsonb(x) ->> 'partner_id')::uuid = $2)$q$,
      r.whole, r.who, ids, '{token_hash,secret_hash,code_hash,search,html,secrets,mark,headers,variables,provider_id,recipient_key,mailbox}', r.name, key)
      using r.id, r.partner_id;
  end loop;
  foreach t in array array['identities', 'memberships', 'role_grants', 'operator_grants', 'sessions', 'devices', 'passkeys', 'notice_choices', 'saved_views'] loop
    return query execute format('select %L, to_jsonb(x) - %L::text[] from %I x where x.user_id = $1', t, '{secret_hash,device_hash,hash,public_key,credential,challenge}', t) using person;
  end loop;
  return query select 'audit_log', jsonb_build_object('at', l.at, 'event', l.event, 'subject', l.subject_id, 'data', l.data - coalesce(l.words, '{}'))
    from audit_log l where l.actor_id = person::text order by l.at;
end $$;

grant execute on function person_data to :"web";
