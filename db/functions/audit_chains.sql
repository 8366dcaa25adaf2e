-- How long each chain of the audit log is, without reading it.
create or replace function audit_chains() returns table (chains bigint, links bigint)
  language sql stable security definer set search_path = public, pg_temp as $$
  select count(*), coalesce(sum(seq), 0)::bigint from audit_heads
  where app_asker() in ('operator', 'system') or app_owner_asks()
$$;

grant execute on function audit_chains to :"application";
