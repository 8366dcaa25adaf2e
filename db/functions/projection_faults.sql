-- Rows of the projections that are not what the facts say, with the fields that differ; none when all is well.
-- Reads one instant, waits for nobody.
create or replace function projection_faults() returns table (projection text, key jsonb, fields text[])
  language sql stable security definer set search_path = public, pg_temp as $$
  select 'customers', jsonb_build_object('partner_id', k.partner_id, 'engagement_id', k.engagement_id, 'tenant_id', k.tenant_id), d.fields
  from (
    select c.partner_id, c.engagement_id, c.tenant_id from customers c
    union select a.partner_id, a.engagement_id, a.tenant_id from associations a where a.ended_at is null
    union select n.partner_id, e.id, n.tenant_id from known_customers n cross join engagements e where has_customers(e.id)) k
  left join customers c using (partner_id, engagement_id, tenant_id)
  cross join lateral (select row_differences(to_jsonb(c) - '{tab,status,due_at,work_first}'::text[],
    to_jsonb(customer_now(k.partner_id, k.engagement_id, k.tenant_id)) - '{tab,status,due_at,work_first}'::text[]) as fields) d
  where d.fields <> '{}'
  union all
  select 'claim_lines', jsonb_build_object('partner_id', coalesce(c.partner_id, l.partner_id),
    'claim_id', coalesce(c.id, l.claim_id)), d.fields
  from workshop_claims c full join claim_lines l on l.partner_id = c.partner_id and l.claim_id = c.id
  cross join lateral (select row_differences(to_jsonb(l), case when c.id is not null then to_jsonb(claim_line_now(c.partner_id, c.id)) end) as fields) d
  where d.fields <> '{}'
  union all
  select 'associations', jsonb_build_object('partner_id', a.partner_id, 'id', a.id), '{search}' from associations a
  where a.ended_at is not null and a.search is distinct from customer_search(a.tenant_id, a.partner_id, a.id)
  union all
  select 'round_days', jsonb_build_object('partner_id', a.partner_id, 'association_id', a.id), d.fields
  from associations a left join round_days r on r.partner_id = a.partner_id and r.association_id = a.id and r.until_day = 'infinity'
  cross join lateral (select row_differences(to_jsonb(r) - '{day,until_day}'::text[],
    to_jsonb(round_day_now(a.partner_id, a.id)) - '{day,until_day}'::text[]) as fields) d
  where d.fields <> '{}'
  union all
  select 'tenants', jsonb_build_object('id', t.id), '{search}' from tenants t where t.search is distinct from search_text(t.name)
  union all
  select 'customer_counts', jsonb_build_object('partner_id', partner_id, 'engagement_id', engagement_id,
    'location_id', location_id, 'tab', tab, 'status', status), '{count}'
  from (
    select c.partner_id, c.engagement_id, coalesce(c.location_id, '00000000-0000-0000-0000-000000000000') as location_id, c.tab, c.status,
      count(*) as count from customers c group by 1, 2, 3, 4, 5) s
  full join customer_counts n using (partner_id, engagement_id, location_id, tab, status)
  where coalesce(s.count, 0) <> coalesce(n.count, 0)
  union all
  select 'claim_counts', jsonb_build_object('partner_id', partner_id, 'location_id', location_id, 'engagement_id', engagement_id,
    'status', status), '{count}'
  from (select l.partner_id, l.location_id, l.engagement_id, l.status, count(*) as count from claim_lines l group by 1, 2, 3, 4) s
  full join claim_counts n using (partner_id, location_id, engagement_id, status)
  where coalesce(s.count, 0) <> coalesce(n.count, 0)
$$;

grant execute on function projection_faults to :"worker";
