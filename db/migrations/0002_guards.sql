-- The application's role. It owns nothing and bypasses nothing; the login role inherits from it.
do $$ begin
  create role mci_application nologin nosuperuser nobypassrls nocreatedb nocreaterole;
exception when duplicate_object or unique_violation then null;
end $$;
--> statement-breakpoint

-- Who asks: set for each transaction by the one place that makes database handles.
-- Within the owner's own functions (`security definer`) and migrations, the product itself asks.
do $$ begin
  execute format('create function app_actor() returns text language sql stable
    return case when current_user = %L then ''system''
      else coalesce(nullif(current_setting(''app.actor'', true), ''''), ''none'') end', current_user);
end $$;
--> statement-breakpoint
create function app_partner() returns uuid language sql stable
  return nullif(current_setting('app.partner_id', true), '')::uuid;
--> statement-breakpoint
create function app_user() returns uuid language sql stable
  return nullif(current_setting('app.user_id', true), '')::uuid;
--> statement-breakpoint
create function app_request() returns uuid language sql stable
  return nullif(current_setting('app.request_id', true), '')::uuid;
--> statement-breakpoint
-- A partner's user sees the locations of its roles ('*': all); a null location belongs to all.
create function app_sees(location uuid) returns boolean language sql stable
  return location is null
    or current_setting('app.locations', true) = '*'
    or location = any (string_to_array(nullif(current_setting('app.locations', true), '*'), ',')::uuid[]);
--> statement-breakpoint
create function app_owns(partner uuid) returns boolean language sql stable
  return app_actor() = 'system' or (app_actor() in ('partner', 'visitor') and partner = app_partner());
--> statement-breakpoint

-- Row-level security, also for the owner of the tables.
do $$
declare t text;
begin
  for t in select tablename from pg_tables where schemaname = 'public' loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  -- Programme data and tenants: everybody signed in reads, the programme writes.
  foreach t in array array['engagements', 'engagement_rates', 'market_bands', 'tenants', 'tenant_domains', 'tenant_usage'] loop
    execute format('create policy reads on %I for select using (app_actor() in (''partner'', ''visitor'', ''operator'', ''system''))', t);
    execute format('create policy programme on %I for all using (app_actor() in (''operator'', ''system''))', t);
  end loop;
  -- Owned by a partner: nobody else's rows exist for its people.
  foreach t in array array['locations', 'role_grants', 'known_customers', 'reminders', 'workshop_claims', 'emails'] loop
    execute format('create policy own on %I for all using (app_owns(partner_id))', t);
  end loop;
  foreach t in array array['locations', 'role_grants', 'known_customers', 'associations', 'customers', 'customer_counts',
    'consent_requests', 'consent_links', 'consent_decisions', 'consent_reports', 'workshop_claims', 'emails', 'audit_log'] loop
    execute format('create policy programme_reads on %I for select using (app_actor() = ''operator'')', t);
  end loop;
  -- Asked by a link: a visitor has the one request of the link, and nothing beside it.
  foreach t in array array['consent_links', 'answer_codes', 'consent_reports'] loop
    execute format('create policy own on %I for all using (app_owns(partner_id) and (app_actor() <> ''visitor'' or request_id = app_request()))', t);
  end loop;
end $$;
--> statement-breakpoint
create policy tenant_eligibility_all on tenant_eligibility for all
  using (app_actor() in ('partner', 'visitor', 'operator', 'system'));
--> statement-breakpoint
create policy own on partners for all using (app_owns(id));
--> statement-breakpoint
create policy programme_reads on partners for select using (app_actor() = 'operator');
--> statement-breakpoint
create policy own on users for all using (
  app_owns(partner_id) or (app_actor() = 'operator' and id = app_user()));
--> statement-breakpoint
create policy programme_reads on users for select using (app_actor() = 'operator');
--> statement-breakpoint
create policy system_only on sessions for all using (app_actor() = 'system' or user_id = app_user());
--> statement-breakpoint
create policy system_only on sign_in_tokens for all using (app_actor() = 'system');
--> statement-breakpoint
create policy system_only on email_events for all using (app_actor() = 'system');
--> statement-breakpoint
create policy own on associations for all using (app_owns(partner_id) and (app_actor() <> 'partner' or app_sees(location_id)));
--> statement-breakpoint
create policy own on customers for all using (app_owns(partner_id) and (app_actor() <> 'partner' or app_sees(location_id)));
--> statement-breakpoint
create policy own on customer_counts for all using (
  app_owns(partner_id)
  and (app_actor() <> 'partner' or location_id = '00000000-0000-0000-0000-000000000000' or app_sees(location_id)));
--> statement-breakpoint
create policy own on drafts for all using (app_owns(partner_id) and (app_actor() <> 'partner' or user_id = app_user()));
--> statement-breakpoint
create policy own on consent_requests for all using (
  app_owns(partner_id)
  and (app_actor() <> 'visitor' or id = app_request())
  and (app_actor() <> 'partner' or exists (select from associations a where a.id = association_id)));
--> statement-breakpoint
create policy reads on consent_decisions for select using (
  app_owns(partner_id) and (app_actor() <> 'visitor' or request_id = app_request()));
--> statement-breakpoint
-- Only the customer answers: no partner, no operator and no job can write a decision.
create policy customer_answers on consent_decisions for insert with check (
  app_actor() = 'visitor' and partner_id = app_partner() and request_id = app_request());
--> statement-breakpoint
create policy reads on audit_log for select using (
  app_actor() = 'system' or (app_actor() in ('partner', 'visitor') and chain = app_partner()::text));
--> statement-breakpoint
create policy appends on audit_log for insert with check (
  app_actor() in ('system', 'operator') or (app_actor() in ('partner', 'visitor') and chain = app_partner()::text));
--> statement-breakpoint
create policy system_only on audit_heads for all using (app_actor() = 'system');
--> statement-breakpoint

grant usage on schema public to mci_application;
--> statement-breakpoint
grant select, insert, update, delete on all tables in schema public to mci_application;
--> statement-breakpoint
alter default privileges in schema public grant select, insert, update, delete on tables to mci_application;
--> statement-breakpoint
-- What happened stays: the log, the answers and the links are never changed or taken away.
revoke update, delete on audit_log, consent_decisions, consent_links from mci_application;
--> statement-breakpoint
revoke insert, update, delete on audit_heads, customers, customer_counts from mci_application;
--> statement-breakpoint
revoke delete on associations, consent_requests, known_customers, workshop_claims, emails, email_events, answer_codes from mci_application;
--> statement-breakpoint

-- The audit chain: numbered and hashed here, one row over the row before it.
create function audit_hash(r audit_log) returns text language sql immutable
  return encode(sha256(convert_to(
    concat_ws(E'\x1f', r.chain, r.seq::text, extract(epoch from r.at)::text, r.actor_kind, coalesce(r.actor_id, ''),
      r.event, coalesce(r.subject_id::text, ''), r.data::text, r.prev_hash), 'UTF8')), 'hex');
--> statement-breakpoint
create function audit_append() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare head audit_heads;
begin
  insert into audit_heads (chain, seq, hash) values (new.chain, 0, '') on conflict do nothing;
  select * into head from audit_heads where chain = new.chain for update;
  new.seq := head.seq + 1;
  new.prev_hash := head.hash;
  new.hash := audit_hash(new);
  update audit_heads set seq = new.seq, hash = new.hash where chain = new.chain;
  return new;
end $$;
--> statement-breakpoint
create trigger audit_append before insert on audit_log for each row execute function audit_append();
--> statement-breakpoint
create function audit_frozen() returns trigger language plpgsql as $$
begin raise exception 'the audit log is only ever appended to' using errcode = 'restrict_violation'; end $$;
--> statement-breakpoint
create trigger audit_frozen before update or delete or truncate on audit_log execute function audit_frozen();
--> statement-breakpoint
-- The rows whose hash, number or link does not fit; none when the log is whole.
create function audit_faults() returns table (chain text, seq bigint, fault text)
  language sql stable security definer set search_path = public, pg_temp as $$
  with rows as (
    select l.*, audit_hash(l) as expected,
      lag(l.hash, 1, '') over w as before, lag(l.seq, 1, 0::bigint) over w as seq_before
    from audit_log l window w as (partition by l.chain order by l.seq)
  )
  select chain, seq, case when hash <> expected then 'changed' when prev_hash <> before then 'relinked' else 'gap' end
  from rows where hash <> expected or prev_hash <> before or seq <> seq_before + 1
  union all
  select h.chain, h.seq, 'cut off' from audit_heads h
  where h.hash <> coalesce((select l.hash from audit_log l where l.chain = h.chain order by l.seq desc limit 1), '')
$$;
--> statement-breakpoint

-- A consent or a decline stands only with the customer's own answer, and an answer only with its effect.
create function answer_fits() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare a associations; d text;
begin
  if tg_table_name = 'associations' then
    select * into a from associations where id = new.id;
  else
    select * into a from associations where id = new.association_id;
  end if;
  select decision into d from consent_decisions where association_id = a.id;
  if (a.consented_at is not null) <> (d is not distinct from 'accept')
    or (a.end_reason is not distinct from 'declined') <> (d is not distinct from 'decline') then
    raise exception 'a consent or decline without the customer''s answer, or the reverse'
      using errcode = 'check_violation', constraint = 'associations_answer_fits';
  end if;
  return null;
end $$;
--> statement-breakpoint
create constraint trigger associations_answer_fits after insert or update of consented_at, end_reason on associations
  deferrable initially deferred for each row execute function answer_fits();
--> statement-breakpoint
create constraint trigger consent_decisions_answer_fits after insert on consent_decisions
  deferrable initially deferred for each row execute function answer_fits();
--> statement-breakpoint

-- D1, S16: a known customer is claimed, never added.
create function added_is_new() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if new.origin = 'added' and exists (
    select from known_customers k where k.partner_id = new.partner_id and k.tenant_id = new.tenant_id) then
    raise exception 'a known customer is claimed, not added'
      using errcode = 'check_violation', constraint = 'associations_added_is_new';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger associations_added_is_new before insert on associations for each row execute function added_is_new();
--> statement-breakpoint
-- The facts of an association are written once: the clock, who and what it is about never move (D9).
create function association_facts_stay() returns trigger language plpgsql as $$
begin
  if (new.partner_id, new.location_id, new.tenant_id, new.engagement_id, new.origin, new.created_at, new.created_by, new.time_zone, new.consent_due_at)
    is distinct from
    (old.partner_id, old.location_id, old.tenant_id, old.engagement_id, old.origin, old.created_at, old.created_by, old.time_zone, old.consent_due_at)
    or (old.consented_at is not null and (new.consented_at, new.delivery_due_at, new.consent_slot)
      is distinct from (old.consented_at, old.delivery_due_at, old.consent_slot))
    or (old.ended_at is not null and (new.ended_at, new.end_reason) is distinct from (old.ended_at, old.end_reason)) then
    raise exception 'a fact of an association does not change'
      using errcode = 'check_violation', constraint = 'associations_facts_stay';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger associations_facts_stay before update on associations for each row execute function association_facts_stay();
--> statement-breakpoint

-- All that computes rows of `customers` for a tenant takes turns, so that no change is overlooked.
create function lock_tenant(p_tenant uuid) returns void language sql as $$
  select pg_advisory_xact_lock(hashtextextended('tenant:' || p_tenant::text, 0))
$$;
--> statement-breakpoint
-- The projection: one row of `customers` computed anew from the facts.
create function customer_search(p_tenant uuid, p_association uuid) returns text language sql stable
  security definer set search_path = public, pg_temp as $$
  select lower(concat_ws(' ', t.name, t.id::text, t.tpid::text,
    (select string_agg(d.domain, ' ' order by d.domain) from tenant_domains d where d.tenant_id = t.id),
    (select a.customer_email from associations a where a.id = p_association),
    (select r.contact_email from consent_requests r where r.association_id = p_association and r.replaced_at is null),
    (select c.number::text from workshop_claims c where c.association_id = p_association)))
  from tenants t where t.id = p_tenant
$$;
--> statement-breakpoint
create function refresh_customer(p_partner uuid, p_engagement uuid, p_tenant uuid) returns void language plpgsql
  security definer set search_path = public, pg_temp as $$
declare a associations; c workshop_claims; is_known boolean; others integer; done boolean; is_taken text; m record;
begin
  perform lock_tenant(p_tenant);
  select * into a from associations
    where partner_id = p_partner and engagement_id = p_engagement and tenant_id = p_tenant and ended_at is null;
  is_known := exists (select from known_customers k where k.partner_id = p_partner and k.tenant_id = p_tenant);
  if a.id is null and not is_known then
    delete from customers where partner_id = p_partner and engagement_id = p_engagement and tenant_id = p_tenant;
    return;
  end if;
  select * into c from workshop_claims where association_id = a.id;
  select count(*), bool_or(submitted_at is not null) into others, done from associations
    where engagement_id = p_engagement and tenant_id = p_tenant and partner_id <> p_partner
      and consented_at is not null and ended_at is null;
  if others >= (select consents_per_customer from engagements where id = p_engagement) then
    is_taken := case when done then 'done' else 'consent' end;
  end if;
  select e.id, e.state into m from emails e where e.association_id = a.id order by e.created_at desc, e.id desc limit 1;
  insert into customers (partner_id, engagement_id, tenant_id, name, search, known, criteria_met, taken, association_id,
    location_id, time_zone, consent_due_at, requested_at, mail_id, mail_state, consented_at, delivery_due_at, claim_number, claim_status)
  select p_partner, p_engagement, p_tenant, t.name, customer_search(t.id, a.id), is_known,
    coalesce((select e.met from tenant_eligibility e where e.engagement_id = p_engagement and e.tenant_id = p_tenant), false),
    is_taken, a.id, a.location_id, a.time_zone, a.consent_due_at, a.requested_at, m.id, m.state, a.consented_at,
    a.delivery_due_at, c.number, case when a.submitted_at is not null then c.status::text end
  from tenants t where t.id = p_tenant
  on conflict (partner_id, engagement_id, tenant_id) do update set
    name = excluded.name, search = excluded.search, known = excluded.known, criteria_met = excluded.criteria_met,
    taken = excluded.taken, association_id = excluded.association_id, location_id = excluded.location_id,
    time_zone = excluded.time_zone, consent_due_at = excluded.consent_due_at, requested_at = excluded.requested_at,
    mail_id = excluded.mail_id, mail_state = excluded.mail_state, consented_at = excluded.consented_at,
    delivery_due_at = excluded.delivery_due_at, claim_number = excluded.claim_number, claim_status = excluded.claim_status;
end $$;
--> statement-breakpoint
create function project_association() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare other uuid;
begin
  perform refresh_customer(new.partner_id, new.engagement_id, new.tenant_id);
  if tg_op = 'UPDATE' and (new.consented_at, new.submitted_at, new.ended_at)
    is distinct from (old.consented_at, old.submitted_at, old.ended_at) then
    for other in select c.partner_id from customers c
      where c.engagement_id = new.engagement_id and c.tenant_id = new.tenant_id and c.partner_id <> new.partner_id
      order by c.partner_id loop
      perform refresh_customer(other, new.engagement_id, new.tenant_id);
    end loop;
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger project_association after insert or update on associations for each row execute function project_association();
--> statement-breakpoint
create function project_known() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare e uuid;
begin
  for e in select id from engagements where partner_role = 'Build intent' order by id loop
    perform refresh_customer(new.partner_id, e, new.tenant_id);
  end loop;
  return null;
end $$;
--> statement-breakpoint
create trigger project_known after insert on known_customers for each row execute function project_known();
--> statement-breakpoint
create function project_engagement() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if new.partner_role = 'Build intent' then
    perform refresh_customer(k.partner_id, new.id, k.tenant_id) from known_customers k;
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger project_engagement after insert on engagements for each row execute function project_engagement();
--> statement-breakpoint
create function project_eligibility() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  perform lock_tenant(new.tenant_id);
  update customers set criteria_met = new.met
    where engagement_id = new.engagement_id and tenant_id = new.tenant_id and criteria_met <> new.met;
  return null;
end $$;
--> statement-breakpoint
create trigger project_eligibility after insert or update of met on tenant_eligibility
  for each row execute function project_eligibility();
--> statement-breakpoint
create function project_tenant() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  update customers c set name = new.name, search = customer_search(new.id, c.association_id) where c.tenant_id = new.id;
  return null;
end $$;
--> statement-breakpoint
create trigger project_tenant after update on tenants for each row
  when (old.name is distinct from new.name or old.tpid is distinct from new.tpid) execute function project_tenant();
--> statement-breakpoint
create function project_domain() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  update customers c set search = customer_search(c.tenant_id, c.association_id)
    where c.tenant_id = any (array[new.tenant_id, old.tenant_id]);
  return null;
end $$;
--> statement-breakpoint
create trigger project_domain after insert or update or delete on tenant_domains for each row execute function project_domain();
--> statement-breakpoint
create function project_request() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  update customers c set search = customer_search(c.tenant_id, c.association_id) where c.association_id = new.association_id;
  return null;
end $$;
--> statement-breakpoint
create trigger project_request after insert on consent_requests for each row execute function project_request();
--> statement-breakpoint
create function project_email() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  perform lock_tenant(a.tenant_id) from associations a where a.id = new.association_id;
  update customers c set mail_id = m.id, mail_state = m.state
    from (select e.id, e.state from emails e where e.association_id = new.association_id
      order by e.created_at desc, e.id desc limit 1) m
    where c.association_id = new.association_id and (c.mail_id, c.mail_state) is distinct from (m.id, m.state);
  return null;
end $$;
--> statement-breakpoint
create trigger project_email_new after insert on emails for each row
  when (new.association_id is not null) execute function project_email();
--> statement-breakpoint
create trigger project_email_state after update of state on emails for each row
  when (new.association_id is not null and old.state is distinct from new.state) execute function project_email();
--> statement-breakpoint
create function project_claim() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  perform refresh_customer(a.partner_id, a.engagement_id, a.tenant_id) from associations a where a.id = new.association_id;
  return null;
end $$;
--> statement-breakpoint
create trigger project_claim after insert or update of status on workshop_claims for each row execute function project_claim();
--> statement-breakpoint

-- The counts on the tabs, kept with each change of the projection; in one order, against deadlocks.
create function count_customers() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
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
--> statement-breakpoint
create trigger count_customers_insert after insert on customers referencing new table as after
  for each statement execute function count_customers();
--> statement-breakpoint
create trigger count_customers_update after update on customers referencing old table as before new table as after
  for each statement execute function count_customers();
--> statement-breakpoint
create trigger count_customers_delete after delete on customers referencing old table as before
  for each statement execute function count_customers();
--> statement-breakpoint

-- Questions that reach over one partner's rows; each answers no more than it must.
create function app_session(p_session uuid, p_now timestamptz) returns jsonb language sql stable
  security definer set search_path = public, pg_temp as $$
  select jsonb_build_object('sessionId', s.id, 'userId', u.id, 'name', u.name, 'email', u.email, 'title', u.title,
    'phone', u.phone, 'locale', u.locale, 'operator', u.operator, 'partnerId', u.partner_id, 'partnerName', p.name,
    'grants', coalesce((select jsonb_agg(jsonb_build_object('locationId', g.location_id, 'role', g.role))
      from role_grants g where g.user_id = u.id), '[]'))
  from sessions s join users u on u.id = s.user_id left join partners p on p.id = u.partner_id
  where s.id = p_session and s.revoked_at is null and s.expires_at > p_now and u.disabled_at is null
$$;
--> statement-breakpoint
create function find_consent_link(p_token_hash bytea) returns table (link_id uuid, partner_id uuid, request_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select l.id, l.partner_id, l.request_id from consent_links l where l.token_hash = p_token_hash
$$;
--> statement-breakpoint
-- S12, S13: 'consent' or 'done' when other partners hold all consents of this tenant, else null.
create function taken_by_others(p_partner uuid, p_engagement uuid, p_tenant uuid, p_now timestamptz) returns text
  language sql stable security definer set search_path = public, pg_temp as $$
  select case when count(*) < (select e.consents_per_customer from engagements e where e.id = p_engagement) then null
    when bool_or(a.submitted_at is not null) then 'done' else 'consent' end
  from associations a
  where a.engagement_id = p_engagement and a.tenant_id = p_tenant and a.partner_id <> p_partner
    and a.consented_at is not null and a.ended_at is null and (a.submitted_at is not null or a.delivery_due_at > p_now)
$$;
--> statement-breakpoint
-- The lowest consent slot of this tenant that nobody holds; null when all are held.
create function free_consent_slot(p_engagement uuid, p_tenant uuid) returns smallint
  language sql stable security definer set search_path = public, pg_temp as $$
  select min(slot)::smallint from engagements e, generate_series(1, e.consents_per_customer) slot
  where e.id = p_engagement and not exists (
    select from associations a where a.engagement_id = p_engagement and a.tenant_id = p_tenant
      and a.consent_slot = slot and a.consented_at is not null and a.ended_at is null)
$$;
--> statement-breakpoint
-- Ends what ran out by `p_now`; for one tenant and engagement, or (nulls) for at most 1,000 rounds.
create function end_lapsed(p_engagement uuid, p_tenant uuid, p_now timestamptz) returns setof uuid
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if p_tenant is not null then
    perform lock_tenant(p_tenant);
    perform 1 from associations where engagement_id = p_engagement and tenant_id = p_tenant and ended_at is null for update;
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
    from lapsed where a.id = lapsed.id returning a.id, a.end_reason
  ), claims as (
    update workshop_claims c set status = 'not_submitted_expired' from ended e
    where c.association_id = e.id and e.end_reason = 'delivery_expired' and c.status = 'editing'
  )
  select id from ended;
end $$;
--> statement-breakpoint
grant execute on all functions in schema public to mci_application;
