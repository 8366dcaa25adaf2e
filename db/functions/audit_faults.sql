-- The rows whose hash, number or link does not fit; none when the log is whole.
create or replace function audit_faults() returns table (chain text, seq bigint, fault text)
  language sql stable security definer set search_path = public, pg_temp as $$
  with rows as (
    select l.*, audit_hash(l) as expected,
      lag(l.hash, 1, '') over w as before, lag(l.seq, 1, 0::bigint) over w as seq_before
    from audit_log l window w as (partition by l.chain order by l.seq)
  )
  select chain, seq, case when hash <> expected then 'changed' when prev_hash <> before then 'relinked' else 'gap' end
  from rows where hash <> expected or prev_hash <> before or seq <> seq_before + 1
  union all
  select h.chain, h.seq, 'cut off' from audit_heads h
  where h.hash <> coalesce((select l.hash from audit_log l where l.chain = h.chain order by l.seq desc limit 1), '')
$$;

grant execute on function audit_faults to :"application";
