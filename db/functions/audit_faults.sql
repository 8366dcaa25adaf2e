-- The rows whose hash, number or link does not fit; none when the log is whole. A head without rows,
-- rows without a head, and a head that is another row's are faults too; so are people's words that are not those
-- of the row's hash, or that went without an event that says so (O23).
create or replace function audit_faults() returns table (chain text, seq bigint, fault text)
  language sql stable security definer set search_path = public, pg_temp as $$
  with asked as (select app_asker() in ('operator', 'system') or app_owner_asks() as may), rows as (
    select l.chain, l.seq, l.hash, l.prev_hash, audit_hash(l) as expected,
      lag(l.hash, 1, '') over w as before, lag(l.seq, 1, 0::bigint) over w as seq_before,
      lead(l.seq) over w is null as is_last
    from audit_log l where (select may from asked) window w as (partition by l.chain order by l.seq)
  )
  select chain, seq, case when hash <> expected then 'changed' when prev_hash <> before then 'relinked' else 'gap' end
  from rows where hash <> expected or prev_hash <> before or seq <> seq_before + 1
  union all
  select coalesce(h.chain, r.chain), coalesce(h.seq, r.seq), 'cut off'
  from (select * from audit_heads where (select may from asked)) h full join (select chain, seq, hash from rows where is_last) r on r.chain = h.chain
  where (h.seq, h.hash) is distinct from (r.seq, r.hash)
    and (h.seq > 0 or r.chain is not null)
  union all
  select l.chain, l.seq, case when l.words_salt is null then 'words gone' else 'words changed' end
  from audit_log l
  where (select may from asked) and l.words is not null and case
    when l.words_salt is not null then l.words_hash is distinct from audit_words(l)
    else l.data ?| l.words or not exists (
      select from audit_log e where e.chain = l.chain and e.event = 'person.erased' and e.seq > l.seq and e.data -> 'rows' @> to_jsonb(l.seq)) end
$$;

grant execute on function audit_faults to :"application";
