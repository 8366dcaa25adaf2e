-- Takes people's words out of rows of the audit log, with the salt of their hash, once the log says that they went
-- (O23); how many rows. The chain stays whole.
create or replace function audit_erase(p_chain text) returns bigint language plpgsql
  security definer set search_path = public, pg_temp as $$
declare
  erased bigint;
begin
  if app_actor() is distinct from 'system' then
    raise exception 'the product itself erases' using errcode = 'insufficient_privilege';
  end if;
  update audit_log l set data = l.data - l.words, words_salt = null
  where l.chain = p_chain and l.words_salt is not null and exists (
    select from audit_log e where e.chain = p_chain and e.event = 'person.erased' and e.seq > l.seq and e.data -> 'rows' @> to_jsonb(l.seq));
  get diagnostics erased = row_count;
  return erased;
end $$;

grant execute on function audit_erase to :"worker";
