-- Which tenants fit, themselves or one that was merged into them (P18), by name, have a domain that begins so, this TPID or this ID, for the programme.
create or replace function tenant_hits(p_typed text, p_patterns text[], p_most integer) returns uuid[]
  language plpgsql stable security definer set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  one text := btrim(search_form(p_typed));
  beginning text := case when p_typed ~* '^[a-z0-9.-]+$' then lower(p_typed) end;
begin
  if app_asker() <> 'operator' then return '{}'; end if;
  return array(
    select distinct standing_tenant(found.id) from (
      (select t.id from tenants t where t.search like p_patterns[1] and t.search like all (p_patterns) limit p_most)
      union (select d.tenant_id from tenant_domains d where d.domain ~>=~ beginning and d.domain ~<~ (beginning || '~') limit p_most)
      union select t.id from tenants t where t.tpid = case when one ~ '^[0-9]{1,15}$' then one::bigint end
      union select t.id from tenants t where t.id = case when one ~ '^[0-9a-f]{32}$' then one::uuid end) found
    limit p_most);
end $$;

grant execute on function tenant_hits to :"web";
