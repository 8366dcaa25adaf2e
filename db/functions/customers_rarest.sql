-- The one or two rarest words that were typed, for the index, since each word costs; null where surely more than
-- a thousand of a partner's customers fit. By a look at the first 500, which are picked at random, since tenant IDs are.
create or replace function customers_rarest(p_engagement uuid, p_patterns text[]) returns text[]
  language sql stable security definer set search_path = public, pg_temp set enable_indexscan = on as $$
  with picked as materialized (
    select search, location_id from customers where partner_id = (select app_partner()) and engagement_id = p_engagement order by tenant_id limit 500
  ), looked as (
    select count(*) as fitting from picked where search like all (p_patterns) and coalesce(location_id = any ((select app_places())::uuid[]), true)
  ), counted as (
    select sum(count) as total from customer_counts where partner_id = (select app_partner()) and engagement_id = p_engagement
  ), words as (
    select distinct '% ' || word || '%' as pattern from unnest(p_patterns) one, string_to_table(btrim(one, '% '), ' ') word
  ), ranked as (
    select pattern, (select count(*) from picked where search like pattern) as met from words
  )
  select (array_agg(pattern order by met, length(pattern) desc))[1:2] from ranked, looked, counted
  where (fitting < 5 or fitting * total <= 5000 * 500 or total is null)
    and (met <= 250 or met = (select min(met) from ranked))
$$;
