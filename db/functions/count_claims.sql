-- Claims by location, engagement and status, kept with each change; in one order, against deadlocks.
create or replace function count_claims() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into claim_counts as n (partner_id, location_id, engagement_id, status, count)
    select partner_id, location_id, engagement_id, status, count(*) from after group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (partner_id, location_id, engagement_id, status) do update set count = n.count + excluded.count;
  elsif tg_op = 'DELETE' then
    insert into claim_counts as n (partner_id, location_id, engagement_id, status, count)
    select partner_id, location_id, engagement_id, status, -count(*) from before group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (partner_id, location_id, engagement_id, status) do update set count = n.count + excluded.count;
  else
    insert into claim_counts as n (partner_id, location_id, engagement_id, status, count)
    select partner_id, location_id, engagement_id, status, sum(step) from (
      select partner_id, location_id, engagement_id, status, 1 as step from after
      union all
      select partner_id, location_id, engagement_id, status, -1 from before
    ) steps group by 1, 2, 3, 4 having sum(step) <> 0 order by 1, 2, 3, 4
    on conflict (partner_id, location_id, engagement_id, status) do update set count = n.count + excluded.count;
  end if;
  return null;
end $$;
