-- K2: which known customers of the asking partner fit, at most `p_most`, by their rows of the asking person's locations at any
-- workshop; null: too many, by a look at one workshop. It filters by itself: see `customer_hits`.
create or replace function known_hits(p_engagement uuid, p_patterns text[], p_most integer) returns uuid[]
  language plpgsql stable security definer set search_path = public, pg_temp
  set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off as $$
declare rarest text[]; partner uuid := app_partner(); places uuid[] := app_places(); found uuid[];
begin
  if app_asker() <> 'partner' then return '{}'; end if;
  rarest := customers_rarest(p_engagement, p_patterns);
  if rarest is null then return null; end if;
  found := array(select distinct c.tenant_id from customers c
    where c.partner_id = partner and c.known and c.search like rarest[1] and c.search like coalesce(rarest[2], rarest[1])
      and c.search like all (p_patterns) and coalesce(c.location_id = any (places), true)
    limit p_most);
  return case when cardinality(found) < p_most then found end;
end $$;

grant execute on function known_hits to :"application";
