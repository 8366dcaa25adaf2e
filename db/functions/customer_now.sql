-- What the row of `customers` should be by the facts; null when there should be none. A request that was closed
-- (D18) or taken back (K12), or whose contact was refused (D19), asks nobody: the customer is to be asked.
create or replace function customer_now(p_partner uuid, p_engagement uuid, p_tenant uuid) returns customers language plpgsql stable
  security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare n customers; a associations; c workshop_claims; r consent_requests; others integer; done boolean; standing text;
begin
  select * into a from associations
    where partner_id = p_partner and engagement_id = p_engagement and tenant_id = p_tenant and ended_at is null;
  n.known := exists (select from known_customers k where k.partner_id = p_partner and k.tenant_id = p_tenant);
  if a.id is null and not (n.known
    and has_customers(p_engagement)) then return null; end if;
  n.partner_id := p_partner;
  n.engagement_id := p_engagement;
  n.tenant_id := p_tenant;
  select t.name, customer_search(t.id, p_partner, a.id) into n.name, n.search from tenants t where t.id = p_tenant;
  select e.met, e.near into n.criteria_met, n.near from tenant_eligibility e
    where e.engagement_id = p_engagement and e.tenant_id = p_tenant;
  n.criteria_met := coalesce(n.criteria_met, false);
  n.near := coalesce(n.near, false);
  select count(*), bool_or(submitted_at is not null) into others, done from associations
    where engagement_id = p_engagement and tenant_id = p_tenant and partner_id <> p_partner
      and consented_at is not null and ended_at is null;
  if others >= (select consents_per_customer from engagements where id = p_engagement) then
    n.taken := case when done then 'done' else 'consent' end;
  end if;
  if a.id is null then return n; end if;

  n.association_id := a.id;
  n.location_id := a.location_id;
  n.owner_id := coalesce(a.owner_id, a.created_by);
  n.time_zone := a.time_zone;
  n.consent_due_at := a.consent_due_at;
  n.requested_at := a.requested_at;
  n.consented_at := a.consented_at;
  n.delivery_due_at := a.delivery_due_at;
  select e.id, e.state into n.mail_id, n.mail_state from emails e
    where e.partner_id = p_partner and e.association_id = a.id order by e.created_at desc, e.id desc limit 1;
  if a.consented_at is null then
    select * into r from consent_requests
      where partner_id = p_partner and association_id = a.id and replaced_at is null order by closed_at nulls first limit 1;
    standing := nullif(contact_standing(p_partner, r.release_id), 'released');
    if r.closed_at is not null then standing := null; end if;
    if r.closed_at is not null or standing = 'refused' or r.id is null and exists (select from consent_requests q
      where q.partner_id = p_partner and q.association_id = a.id) then n.requested_at := null; end if;
    if standing is not null then n.mail_id := null; n.mail_state := null; end if;
    n.contact_release := standing;
  end if;
  select * into c from workshop_claims where partner_id = p_partner and association_id = a.id;
  n.claim_number := c.number;
  if a.submitted_at is not null then n.claim_status := c.status::text; end if;
  -- P19: it was completed before there were claims here.
  if c.id is null then n.completed_at := a.submitted_at; end if;
  return n;
end $$;
