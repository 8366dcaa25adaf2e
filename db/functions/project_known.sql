-- A customer that becomes known stands in every list at once: what is the same in each is found out
-- once, and the counts, which all answers of a partner's customers wait for, are touched once a statement.
create or replace function project_known() returns trigger language plpgsql
  security definer set search_path = public, pg_temp
  set plan_cache_mode = force_generic_plan as $$
begin
  perform lock_tenant(k.tenant_id) from (select distinct tenant_id from added order by 1) k;
  insert into customers (partner_id, engagement_id, tenant_id, name, search, known, criteria_met, near, taken)
  select k.partner_id, e.id, k.tenant_id, k.name, k.found, true, coalesce(c.met, false), coalesce(c.near, false),
    case when others.count >= e.consents_per_customer then case when others.done then 'done' else 'consent' end end
  from (select a.partner_id, a.tenant_id, t.name, customer_search(a.tenant_id, null, null) as found
      from added a join tenants t on t.id = a.tenant_id offset 0) k
    cross join (select * from engagements where has_customers(id) offset 0) e
    left join tenant_eligibility c on c.engagement_id = e.id and c.tenant_id = k.tenant_id
    cross join lateral (
      select count(*), bool_or(a.submitted_at is not null) as done from associations a
      where a.engagement_id = e.id and a.tenant_id = k.tenant_id and a.partner_id <> k.partner_id
        and a.consented_at is not null and a.ended_at is null) others
  order by k.partner_id, e.id, k.tenant_id
  on conflict (partner_id, engagement_id, tenant_id) do update set known = true;
  return null;
end $$;
