-- All that computes rows of `customers` for a tenant takes turns, so that no change is overlooked. Whoever waited for a
-- tenant that was merged into another meanwhile (P18) begins anew, and then finds that one.
create or replace function lock_tenant(p_tenant uuid) returns void language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('tenant:' || p_tenant::text, 0));
  if exists (select from tenants where id = p_tenant and merged_into is not null) then
    raise exception 'this tenant was merged into another' using errcode = 'serialization_failure', constraint = 'tenants_merged';
  end if;
end $$;

grant execute on function lock_tenant to :"application";
