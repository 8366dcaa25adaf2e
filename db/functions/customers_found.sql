-- K5: the first tenants that fit, at most `p_most`, among all customers of the asking partner's locations, whatever
-- became of them. A word that many have is met soon in any order; the index serves a rare one. How common it is, a look
-- at 500 rows says, which are picked at random, since tenant IDs are. It filters by itself: see `customer_hits`.
create or replace function customers_found(p_patterns text[], p_most integer) returns uuid[]
  language plpgsql stable security definer set search_path = public, pg_temp
  set enable_seqscan = off as $$
declare partner uuid := app_partner(); places uuid[] := app_places(); rarest text[]; common boolean;
begin
  if app_asker() <> 'partner' or cardinality(p_patterns) = 0 then return '{}'; end if;
  with picked as materialized (
    (select search from customers where partner_id = partner order by engagement_id, tenant_id limit 500)
    union all
    (select search from associations where partner_id = partner and ended_at is not null order by engagement_id, ended_at limit 250)
  ), words as (
    select distinct '% ' || word || '%' as pattern from unnest(p_patterns) one, string_to_table(btrim(one, '% '), ' ') word
  ), ranked as (
    select pattern, (select count(*) from picked where search like pattern) as met from words
  )
  select (array_agg(pattern order by met, length(pattern) desc))[1:2],
    (select count(*) >= 8 from picked where search like all (p_patterns)) or min(met) > 250
    into rarest, common from ranked;
  if common then
    return array(select distinct f.id from (
      (select c.tenant_id as id from (select * from customers where partner_id = partner order by engagement_id, tenant_id limit 4000) c
        where c.search like all (p_patterns) and coalesce(c.location_id = any (places), true) limit 20 * p_most)
      union all
      (select a.tenant_id from (select * from associations where partner_id = partner and ended_at is not null
          order by engagement_id, ended_at limit 2000) a
        where a.search like all (p_patterns) and coalesce(a.location_id = any (places), true) limit p_most)) f limit p_most);
  end if;
  return array(select distinct f.id from (
    (select c.tenant_id as id from customers c
      where c.partner_id = partner and c.search like rarest[1] and c.search like coalesce(rarest[2], rarest[1])
        and c.search like all (p_patterns) and coalesce(c.location_id = any (places), true) limit 20 * p_most)
    union all
    (select a.tenant_id from associations a
      where a.partner_id = partner and a.search like rarest[1] and a.search like coalesce(rarest[2], rarest[1])
        and a.search like all (p_patterns) and coalesce(a.location_id = any (places), true) limit p_most)) f limit p_most);
end $$;

grant execute on function customers_found to :"application";
