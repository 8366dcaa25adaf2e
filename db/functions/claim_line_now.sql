-- What the row of `claim_lines` should be by the facts.
create or replace function claim_line_now(p_partner uuid, p_claim uuid) returns claim_lines language plpgsql stable
  security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare n claim_lines;
begin
  select c.id, c.partner_id, c.number, c.engagement_id, c.tenant_id, c.location_id, c.time_zone, c.status::text, c.due_at,
    t.name, c.friendly_name, c.payout_minor, c.currency, customer_search(c.tenant_id, c.partner_id, c.association_id), lost_surveys(c.partner_id, c.id),
    coalesce(a.owner_id, a.created_by)
  into n.claim_id, n.partner_id, n.number, n.engagement_id, n.tenant_id, n.location_id, n.time_zone, n.status,
    n.due_at, n.name, n.friendly_name, n.payout_minor, n.currency, n.search, n.lost_surveys, n.owner_id
  from workshop_claims c join tenants t on t.id = c.tenant_id
    join associations a on a.partner_id = c.partner_id and a.id = c.association_id where c.partner_id = p_partner and c.id = p_claim;
  return n;
end $$;
