-- The hash of a row of the audit chain: of people's words it holds what was made of them, not the words (O23).
create or replace function audit_hash(r audit_log) returns text language sql immutable
  return encode(sha256(convert_to(
    concat_ws(E'\x1f', r.chain, r.seq::text, extract(epoch from r.at)::text, extract(epoch from r.recorded_at)::text, r.actor_kind, coalesce(r.actor_id, ''),
      r.event, coalesce(r.subject_id::text, ''), (r.data - coalesce(r.words, '{}'))::text, coalesce(r.words::text, ''), coalesce(r.words_hash, ''),
      r.prev_hash), 'UTF8')), 'hex');

grant execute on function audit_hash to :"application";
