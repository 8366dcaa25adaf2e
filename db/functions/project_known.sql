-- A customer that becomes known stands in every list at once: what is the same in each is found out
-- once, and the counts, which all answers of a partner's customers wait for, are touched once.
create or replace function project_known() returns trigger language plpgsql
  security definer set search_path = public, pg_temp
  set plan_cache_mode = force_generic_plan as $$
declare found text;
begin
  perform lock_tenant(new.tenant_id);
  found := customer_search(new.tenant_id, null, null);
  insert into customers (partner_id, engagement_id, tenant_id, name, search, known, criteria_met, near, taken)
  select new.partner_id, e.id, t.id, t.name, found, true, coalesce(c.met, false), coalesce(c.near, false),
    case when others.count >= e.consents_per_customer then case when others.done then 'done' else 'consent' end end
  from engagements e
    cross join tenants t
    left join tenant_eligibility c on c.engagement_id = e.id and c.tenant_id = t.id
    cross join lateral (
      select count(*), bool_or(a.submitted_at is not null) as done from associations a
      where a.engagement_id = e.id and a.tenant_id = t.id and a.partner_id <> new.partner_id
        and a.consented_at is not null and a.ended_at is null) others
  where has_customers(e.id) and t.id = new.tenant_id
  order by e.id
  on conflict (partner_id, engagement_id, tenant_id) do update set known = true;
  return null;
end $$;
