-- The projection: one row of `customers` computed anew from the facts.
create or replace function refresh_customer(p_partner uuid, p_engagement uuid, p_tenant uuid) returns void language plpgsql
  security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare n customers;
begin
  perform lock_tenant(p_tenant);
  n := customer_now(p_partner, p_engagement, p_tenant);
  if n.tenant_id is null then
    delete from customers where partner_id = p_partner and engagement_id = p_engagement and tenant_id = p_tenant;
    return;
  end if;
  insert into customers (partner_id, engagement_id, tenant_id, name, search, known, criteria_met, near, taken, association_id,
    location_id, owner_id, time_zone, consent_due_at, requested_at, mail_id, mail_state, contact_release, consented_at, delivery_due_at, claim_number, claim_status, completed_at)
  values (n.partner_id, n.engagement_id, n.tenant_id, n.name, n.search, n.known, n.criteria_met, n.near, n.taken, n.association_id,
    n.location_id, n.owner_id, n.time_zone, n.consent_due_at, n.requested_at, n.mail_id, n.mail_state, n.contact_release, n.consented_at, n.delivery_due_at, n.claim_number, n.claim_status, n.completed_at)
  on conflict (partner_id, engagement_id, tenant_id) do update set
    name = excluded.name, search = excluded.search, known = excluded.known, criteria_met = excluded.criteria_met, near = excluded.near,
    taken = excluded.taken, association_id = excluded.association_id, location_id = excluded.location_id,
    owner_id = excluded.owner_id, time_zone = excluded.time_zone, consent_due_at = excluded.consent_due_at, requested_at = excluded.requested_at,
    mail_id = excluded.mail_id, mail_state = excluded.mail_state, contact_release = excluded.contact_release,
    consented_at = excluded.consented_at, delivery_due_at = excluded.delivery_due_at,
    claim_number = excluded.claim_number, claim_status = excluded.claim_status, completed_at = excluded.completed_at;
end $$;
