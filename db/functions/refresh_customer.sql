-- The projection: one row of `customers` computed anew from the facts. A request that was closed (D18), or
-- whose contact was refused (D19), asks nobody: the customer is to be asked.
create or replace function refresh_customer(p_partner uuid, p_engagement uuid, p_tenant uuid) returns void language plpgsql
  security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare a associations; c workshop_claims; r consent_requests; is_known boolean; others integer; done boolean; is_taken text; m record;
  standing text; asked_at timestamptz;
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
  asked_at := a.requested_at;
  if a.consented_at is null then
    select * into r from consent_requests where association_id = a.id and replaced_at is null order by closed_at nulls first limit 1;
    standing := nullif(contact_standing(r.release_id), 'released');
    if r.closed_at is not null then standing := null; end if;
    if r.closed_at is not null or standing = 'refused' then asked_at := null; end if;
    if standing is not null then m.id := null; m.state := null; end if;
  end if;
  insert into customers (partner_id, engagement_id, tenant_id, name, search, known, criteria_met, taken, association_id,
    location_id, time_zone, consent_due_at, requested_at, mail_id, mail_state, contact_release, consented_at, delivery_due_at, claim_number, claim_status)
  select p_partner, p_engagement, p_tenant, t.name, customer_search(t.id, a.id), is_known,
    coalesce((select e.met from tenant_eligibility e where e.engagement_id = p_engagement and e.tenant_id = p_tenant), false),
    is_taken, a.id, a.location_id, a.time_zone, a.consent_due_at, asked_at, m.id, m.state, standing, a.consented_at,
    a.delivery_due_at, c.number, case when a.submitted_at is not null then c.status::text end
  from tenants t where t.id = p_tenant
  on conflict (partner_id, engagement_id, tenant_id) do update set
    name = excluded.name, search = excluded.search, known = excluded.known, criteria_met = excluded.criteria_met,
    taken = excluded.taken, association_id = excluded.association_id, location_id = excluded.location_id,
    time_zone = excluded.time_zone, consent_due_at = excluded.consent_due_at, requested_at = excluded.requested_at,
    mail_id = excluded.mail_id, mail_state = excluded.mail_state, contact_release = excluded.contact_release,
    consented_at = excluded.consented_at, delivery_due_at = excluded.delivery_due_at,
    claim_number = excluded.claim_number, claim_status = excluded.claim_status;
end $$;

grant execute on function refresh_customer to :"application";
