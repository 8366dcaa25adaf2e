-- The counts on the tabs, kept with each change of the projection; in one order, against deadlocks.
create or replace function count_customers() returns trigger language plpgsql
  security definer set search_path = public, pg_temp
  set plan_cache_mode = force_generic_plan as $$
begin
  if tg_op = 'INSERT' then
    insert into customer_counts as n (partner_id, engagement_id, location_id, tab, status, count)
    select partner_id, engagement_id, coalesce(location_id, '00000000-0000-0000-0000-000000000000'), tab, status, count(*)
      from after group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
    on conflict (partner_id, engagement_id, location_id, tab, status) do update set count = n.count + excluded.count;
  elsif tg_op = 'DELETE' then
    insert into customer_counts as n (partner_id, engagement_id, location_id, tab, status, count)
    select partner_id, engagement_id, coalesce(location_id, '00000000-0000-0000-0000-000000000000'), tab, status, -count(*)
      from before group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
    on conflict (partner_id, engagement_id, location_id, tab, status) do update set count = n.count + excluded.count;
  else
    insert into customer_counts as n (partner_id, engagement_id, location_id, tab, status, count)
    select partner_id, engagement_id, location, tab, status, sum(step) from (
      select partner_id, engagement_id, coalesce(location_id, '00000000-0000-0000-0000-000000000000') as location, tab, status, 1 as step from after
      union all
      select partner_id, engagement_id, coalesce(location_id, '00000000-0000-0000-0000-000000000000'), tab, status, -1 from before
    ) steps group by 1, 2, 3, 4, 5 having sum(step) <> 0 order by 1, 2, 3, 4, 5
    on conflict (partner_id, engagement_id, location_id, tab, status) do update set count = n.count + excluded.count;
  end if;
  return null;
end $$;
