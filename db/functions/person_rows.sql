-- O24: every row that holds something of a person, found by the address in any spelling of its case: their own, and, in
-- what the same companies typed, those that speak of them. Of each why it stays for now, and until when; null: it may go.
-- For administrators who proved just now who they are, and for the product.
create or replace function person_rows(p_address text, p_now timestamptz)
  returns table (thing text, partner_id uuid, id text, own boolean, why text, until timestamptz) language plpgsql stable
  security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  addr text := lower(p_address);
  person uuid := (select u.id from users u where lower(u.email) = lower(p_address));
  spoken text[] := addr || person_names(p_address);
  said text := word_pattern(spoken || json_words(spoken));
  anywhere text := words_anywhere(spoken || json_words(spoken));
  works text; companies uuid[]; of record;
begin
  if not (app_asker() = 'system' or app_owner_asks() or app_may('data.people') and app_fresh()) then
    raise exception 'this is not theirs to look up' using errcode = 'insufficient_privilege';
  end if;
  works := case when exists (select from memberships m where m.user_id = person and m.joined_at is not null and m.ended_at is null)
    or exists (select from operator_grants o where o.user_id = person) then 'account' end;
  companies := array(
    select r.partner_id from consent_requests r where addr in (lower(r.contact_email), lower(r.partner_contact_email))
    union select c.partner_id from workshop_claims c where addr in (lower(c.contact_email), lower(c.partner_contact_email))
    union select s.partner_id from claim_surveys s where lower(s.recipient_email) = addr
    union select r.partner_id from contact_releases r where lower(r.contact_email) = addr
    union select i.partner_id from imported_rounds i where lower(i.contact_email) = addr
    union select i.partner_id from invitations i where lower(i.email) = addr
    union select a.partner_id from associations a where lower(a.customer_email) = addr
    union select b.partner_id from bulk_run_rows b where strpos(lower(concat_ws(' ', b.said, b.details)), addr) > 0
    union select e.partner_id from emails e where e.recipient_key = mailbox_key(addr)
    union select m.partner_id from memberships m where m.user_id = person
    union select '00000000-0000-0000-0000-000000000000');

  return query
  with held as (
    select 'consent_requests' as thing, r.partner_id, r.id::text as id, r.association_id as round, null as other from consent_requests r where lower(r.contact_email) = addr
    union all select 'consent_requests.partner', r.partner_id, r.id::text, r.association_id, works from consent_requests r where lower(r.partner_contact_email) = addr
    union all select 'consent_decisions', d.partner_id, d.id::text, d.association_id, null from consent_decisions d where lower(d.contact_email) = addr
    union all select 'answer_codes', k.partner_id, k.id::text, null::uuid, null from answer_codes k join consent_requests r on r.partner_id = k.partner_id and r.id = k.request_id where lower(r.contact_email) = addr
    union all select 'consent_reports', k.partner_id, k.id::text, r.association_id, null from consent_reports k join consent_requests r on r.partner_id = k.partner_id and r.id = k.request_id where lower(r.contact_email) = addr and k.message <> '…'
    union all select 'wrong_contacts', k.partner_id, k.id::text, r.association_id, null from wrong_contacts k join consent_requests r on r.partner_id = k.partner_id and r.id = k.request_id where lower(r.contact_email) = addr and k.colleague <> '…'
    union all select 'contact_releases', r.partner_id, r.id::text, r.association_id, null from contact_releases r where lower(r.contact_email) = addr
    union all select 'contact_bans', b.partner_id, b.id::text, r.association_id, null
      from contact_bans b left join consent_requests r on r.partner_id = b.partner_id and r.id = b.request_id where b.mailbox = mailbox_key(addr)
    union all select 'workshop_claims', c.partner_id, c.id::text, c.association_id, null from workshop_claims c where lower(c.contact_email) = addr
    union all select 'workshop_claims.partner', c.partner_id, c.id::text, c.association_id, works from workshop_claims c where lower(c.partner_contact_email) = addr
    union all select 'claim_surveys', s.partner_id, s.id::text, c.association_id, null from claim_surveys s
      join workshop_claims c on c.partner_id = s.partner_id and c.id = s.claim_id where lower(s.recipient_email) = addr
    union all select 'imported_rounds', i.partner_id, i.association_id::text, i.association_id, null from imported_rounds i where lower(i.contact_email) = addr
    union all select 'associations', a.partner_id, a.id::text, a.id, null from associations a where lower(a.customer_email) = addr
    union all select 'invitations', i.partner_id, i.id::text, null, case when i.accepted_at is null and i.withdrawn_at is null and i.expires_at > p_now then 'invited' else works end
      from invitations i where lower(i.email) = addr
    union all select 'emails', e.partner_id, e.id::text, coalesce(e.round_id, e.association_id), null from emails e where e.recipient_key = mailbox_key(addr) and lower(e.recipient) = addr
    union all select 'sign_in_tokens', null, t.id::text, null, null from sign_in_tokens t where lower(t.email) = addr
    union all select 'users', null, person::text, null, works where person is not null
    union all select 'customer_notes.author', n.partner_id, n.id::text, null, works from customer_notes n where n.author_id = person and n.author_name <> '…'
    union all select 'claim_comments.author', m.partner_id, m.id::text, c.association_id, works from claim_comments m
      join workshop_claims c on c.partner_id = m.partner_id and c.id = m.claim_id where m.author_id = person and m.author_name <> '…'
    union all select 'claim_reviews.reviewer', v.partner_id, v.id::text, c.association_id, works from claim_reviews v
      join workshop_claims c on c.partner_id = v.partner_id and c.id = v.claim_id where v.reviewer_id = person and v.reviewer_name <> '…'
    union all select 'role_requests', q.partner_id, q.id::text, null, works from role_requests q where q.user_id = person and (q.words <> '…' or q.note <> '…'))
  select h.thing, h.partner_id, h.id, true,
    coalesce(case when s.why = 'hold' then s.why end, h.other, case when h.thing <> 'emails' then s.why end), s.until
  from held h left join lateral round_stays(h.partner_id, h.round, p_now) s on true;

  for of in select * from spoken_of() loop
    return query execute format(
      'select %1$L, t.partner_id, t.its_id::text, false, coalesce(case when s.why = ''hold'' then s.why end, %4$s, %5$s), s.until
       from (select t.*, %6$s as its_id, %3$s as its_round from %2$I t where t.partner_id = any ($1)
         and exists (select from unnest(array[%7$s]) col where says_any(col, $5, $2))) t
       left join lateral round_stays(t.partner_id, t.its_round, $3) s on true',
      of.thing || '.mention', of.thing, coalesce(of.round, 'null::uuid'),
      case when of.thing = 'emails' then 'case when t.state in (''queued'', ''sending'') and not lower(t.recipient) = $4 then ''unsent'' end'
        when of.thing in ('customer_notes', 'follow_ups') then
          'case when exists (select from legal_holds l where l.lifted_at is null and standing_tenant(l.tenant_id) = t.tenant_id) then ''hold'' end' else 'null' end,
      case when of.thing in ('emails', 'email_events') then 'null' else 's.why' end,
      case of.thing when 'imported_rounds' then 't.association_id' else 't.id' end,
      (select string_agg(format('t.%I::text', c), ', ') from unnest(of.cols) c))
    using companies, said, p_now, addr, anywhere;
  end loop;

  return query
  select 'import_runs.mention', null::uuid, i.id::text, false, case when i.state in ('received', 'running') then 'running' end, null::timestamptz
    from import_runs i where says_any(concat_ws(' ', i.sample::text, i.remove_reason, i.failure), anywhere, said)
  union all select 'legal_holds.mention', null, h.id::text, false, case when h.lifted_at is null then 'hold' end, null
    from legal_holds h where says_any(concat_ws(' ', h.reason, h.lifted_why), anywhere, said)
  union all select 'import_refusals.mention', null, concat_ws(' ', r.run_id, r.pass, r.line, r."column"), false, null, null
    from import_refusals r where says_any(r.params::text, anywhere, said)
  union all select 'import_removals.mention', null, concat_ws(' ', r.run_id, r.pass, r.place), false, null, null
    from import_removals r where says_any(concat_ws(' ', r.name, r.seen), anywhere, said)
  -- What a filter looked for stands there as in an address.
  union all select 'bulk_runs.mention', b.partner_id, b.id::text, false, case when b.state = 'running' then 'running' end, null
    from bulk_runs b where b.partner_id = any (companies)
      and says_any(replace(replace(concat_ws(' ', b.options, b.choice ->> 'query'), '%40', '@'), '+', ' '), anywhere, said)
  -- Also of a run that is not over: whoever is erased is not asked by its next row.
  union all select 'bulk_run_rows.mention', r.partner_id, concat_ws(' ', r.run_id, r.position), false, case when is_held(r.partner_id, r.association_id) then 'hold' end, null
    from bulk_run_rows r where r.partner_id = any (companies)
      and says_any(concat_ws(' ', r.said, r.details, r.verdict_params, r.outcome_params, r.together), anywhere, said);
end $$;

grant execute on function person_rows to :"application";
