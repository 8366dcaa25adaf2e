-- A customer that becomes known stands in every list at once: what is the same in each is found out
-- once, and the counts, which all answers of a partner's customers wait for, are touched once.
create or replace function project_known() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare found text;
begin
  perform lock_tenant(new.tenant_id);
  found := customer_search(new.tenant_id, null);
  insert into customers (partner_id, engagement_id, tenant_id, name, search, known, criteria_met, taken)
  select new.partner_id, e.id, t.id, t.name, found, true, coalesce(c.met, false),
    case when others.count >= e.consents_per_customer then case when others.done then 'done' else 'consent' end end
  from engagements e
    cross join tenants t
    left join tenant_eligibility c on c.engagement_id = e.id and c.tenant_id = t.id
    cross join lateral (
      select count(*), bool_or(a.submitted_at is not null) as done from associations a
      where a.engagement_id = e.id and a.tenant_id = t.id and a.partner_id <> new.partner_id
        and a.consented_at is not null and a.ended_at is null) others
  where e.partner_role = 'Build intent' and t.id = new.tenant_id
  order by e.id
  on conflict (partner_id, engagement_id, tenant_id) do update set known = true;
  return null;
end $$;
--> statement-breakpoint
-- What changes alone in the texts that a customer is found by changes no other word.
create or replace function keep_customer_words() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare gone text[]; come text[];
begin
  if tg_op <> 'INSERT' then gone := string_to_array(ltrim(old.search), ' '); end if;
  if tg_op <> 'DELETE' then come := string_to_array(ltrim(new.search), ' '); end if;
  if tg_op = 'UPDATE' and (old.tab, old.status, old.due_at, old.name, old.location_id, old.known)
    is not distinct from (new.tab, new.status, new.due_at, new.name, new.location_id, new.known) then
    select array_agg(word) filter (where not was), array_agg(word) filter (where not is_now) into come, gone
    from (select word, bool_or(before) as was, bool_or(not before) as is_now
      from (select unnest(gone) as word, true as before union all select unnest(come), false) both_sides group by word) words;
  end if;
  if gone is not null then
    delete from customer_words w where w.partner_id = old.partner_id and w.engagement_id = old.engagement_id and w.tab = old.tab
      and w.word = any (gone) and w.name = old.name and w.tenant_id = old.tenant_id;
  end if;
  if come is not null then
    insert into customer_words (partner_id, engagement_id, tab, word, name, tenant_id, due_at, status, location_id, known)
    select new.partner_id, new.engagement_id, new.tab, word, new.name, new.tenant_id, new.due_at, new.status, new.location_id, new.known
    from unnest(come) word;
  end if;
  return null;
end $$;
--> statement-breakpoint
-- Most answers find nothing that ran out: then one look by the index is all.
create or replace function end_lapsed(p_engagement uuid, p_tenant uuid, p_now timestamptz) returns setof uuid
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if p_tenant is not null then
    perform lock_tenant(p_tenant);
    perform lock_rivals(p_engagement, p_tenant);
    perform 1 from associations where engagement_id = p_engagement and tenant_id = p_tenant and ended_at is null for update;
    perform 1 from associations where engagement_id = p_engagement and tenant_id = p_tenant and ended_at is null
      and ((consented_at is null and consent_due_at <= p_now)
        or (consented_at is not null and submitted_at is null and delivery_due_at <= p_now));
    if not found then return; end if;
  end if;
  return query
  with lapsed as (
    select id from associations
    where ended_at is null
      and ((consented_at is null and consent_due_at <= p_now)
        or (consented_at is not null and submitted_at is null and delivery_due_at <= p_now))
      and (p_engagement is null or engagement_id = p_engagement) and (p_tenant is null or tenant_id = p_tenant)
    order by id limit 1000 for update skip locked
  ), ended as (
    update associations a set
      ended_at = case when a.consented_at is null then a.consent_due_at else a.delivery_due_at end,
      end_reason = (case when a.consented_at is null then 'consent_expired' else 'delivery_expired' end)::end_reason
    from lapsed where a.id = lapsed.id returning a.id, a.end_reason, a.ended_at
  ), claims as (
    update workshop_claims c set status = 'not_submitted_expired', status_at = e.ended_at from ended e
    where c.association_id = e.id and e.end_reason = 'delivery_expired' and c.status = 'editing'
  )
  select id from ended;
end $$;
--> statement-breakpoint
-- All of these look up few rows by their keys: planning anew for each row takes longer than the work.
alter function customer_search(uuid, uuid) set plan_cache_mode = force_generic_plan;
--> statement-breakpoint
alter function refresh_customer(uuid, uuid, uuid) set plan_cache_mode = force_generic_plan;
--> statement-breakpoint
alter function project_association() set plan_cache_mode = force_generic_plan;
--> statement-breakpoint
alter function project_known() set plan_cache_mode = force_generic_plan;
--> statement-breakpoint
alter function project_claim() set plan_cache_mode = force_generic_plan;
--> statement-breakpoint
alter function keep_customer_words() set plan_cache_mode = force_generic_plan;
--> statement-breakpoint
alter function count_customers() set plan_cache_mode = force_generic_plan;
--> statement-breakpoint
alter function claim_search(uuid) set plan_cache_mode = force_generic_plan;
--> statement-breakpoint
alter function refresh_claim_line(uuid) set plan_cache_mode = force_generic_plan;
