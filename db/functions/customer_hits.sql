-- Which customers of the asking partner's locations fit, `p_most` at most; null: too many. The index serves no
-- search under row-level security, since its operators are not leakproof: so this filters by itself, and tells
-- keys alone.
create or replace function customer_hits(p_engagement uuid, p_patterns text[], p_most integer) returns uuid[]
  language plpgsql stable security definer set search_path = public, pg_temp
  set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off as $$
declare rarest text[]; partner uuid := app_partner(); places uuid[] := app_places();
begin
  if app_asker() <> 'partner' then return '{}'; end if;
  rarest := customers_rarest(p_engagement, p_patterns);
  if rarest is null then return null; end if;
  return array(select c.tenant_id from customers c
    where c.partner_id = partner and c.engagement_id = p_engagement and c.search like rarest[1]
      and c.search like coalesce(rarest[2], rarest[1])
      and c.search like all (p_patterns) and coalesce(c.location_id = any (places), true)
    limit p_most);
end $$;

grant execute on function customer_hits to :"application";
