-- All that computes rows of `customers` for a tenant takes turns, so that no change is overlooked.
create or replace function lock_tenant(p_tenant uuid) returns void language sql as $$
  select pg_advisory_xact_lock(hashtextextended('tenant:' || p_tenant::text, 0))
$$;

grant execute on function lock_tenant to :"application";
