-- O23: removes the people of rounds whose time is over. Their facts and the proof of the answers stay. Gives the rows of
-- the log that tell of them: who calls this takes the words out of those.
create or replace function forget_rounds(p_now timestamptz, p_most integer) returns table (chain text, rows bigint[], rounds bigint) language plpgsql
  security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare o record; r record; c uuid; told jsonb := '{}';
begin
  perform begin_to_erase(p_now);
  perform set_config('app.erases', app_seal('erases'), true);
  for o in select n.partner_id, n.association_id, a.tenant_id from over_rounds(p_now, p_most) n
      join associations a on a.partner_id = n.partner_id and a.id = n.association_id order by a.tenant_id loop
    perform lock_tenant(o.tenant_id);
    select id into c from workshop_claims where partner_id = o.partner_id and association_id = o.association_id;
    for r in
      select 'associations' as thing, o.association_id::text as id
      union all select unnest(array['consent_requests', 'consent_requests.partner']), q.id::text from consent_requests q where q.partner_id = o.partner_id and q.association_id = o.association_id
      union all select k.thing, k.id from consent_requests q, lateral (
        select 'answer_codes' as thing, x.id::text as id from answer_codes x where x.partner_id = q.partner_id and x.request_id = q.id
        union all select 'consent_reports', x.id::text from consent_reports x where x.partner_id = q.partner_id and x.request_id = q.id
        union all select 'wrong_contacts', x.id::text from wrong_contacts x where x.partner_id = q.partner_id and x.request_id = q.id
        union all select 'contact_bans', x.id::text from contact_bans x where x.partner_id = q.partner_id and x.request_id = q.id) k
        where q.partner_id = o.partner_id and q.association_id = o.association_id
      union all select 'consent_decisions', d.id::text from consent_decisions d where d.partner_id = o.partner_id and d.association_id = o.association_id
      union all select 'contact_releases', x.id::text from contact_releases x where x.partner_id = o.partner_id and x.association_id = o.association_id
      union all select 'imported_rounds', o.association_id::text from imported_rounds i where i.partner_id = o.partner_id and i.association_id = o.association_id
      union all select unnest(array['workshop_claims', 'workshop_claims.partner']), c::text where c is not null
      union all select 'claim_surveys', x.id::text from claim_surveys x where x.partner_id = o.partner_id and x.claim_id = c
      union all select 'claim_comments', x.id::text from claim_comments x where x.partner_id = o.partner_id and x.claim_id = c
      union all select 'claim_reviews', x.id::text from claim_reviews x where x.partner_id = o.partner_id and x.claim_id = c
      union all select 'claim_documents', x.id::text from claim_documents x where x.partner_id = o.partner_id and x.claim_id = c
      union all select 'emails', e.id::text from emails e where e.partner_id = o.partner_id and o.association_id in (e.round_id, e.association_id) and e.state not in ('queued', 'sending')
    loop
      perform erase_row(r.thing, o.partner_id, r.id, p_now);
    end loop;
    insert into forgotten_rounds (partner_id, association_id, forgotten_at) values (o.partner_id, o.association_id, p_now);
    perform refresh_round(o.partner_id, o.association_id);
  end loop;
  perform set_config('app.erases', '', true);
  return query
  select l.chain, array_agg(l.seq), count(distinct f.association_id) from forgotten_rounds f
    left join workshop_claims k on k.partner_id = f.partner_id and k.association_id = f.association_id
    join audit_log l on l.chain = f.partner_id::text and l.subject_id in (f.association_id, k.id)
  where f.forgotten_at = p_now and l.words_salt is not null group by l.chain;
end $$;

grant execute on function forget_rounds to :"worker";
