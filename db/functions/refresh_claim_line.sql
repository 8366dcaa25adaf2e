-- One row of `claim_lines` computed anew. The row is taken first and what it says is read afterwards,
-- so that of two changes the last one counts.
create or replace function refresh_claim_line(p_partner uuid, p_claim uuid) returns void language plpgsql
  security definer set search_path = public, pg_temp
  set plan_cache_mode = force_generic_plan as $$
declare n claim_lines;
begin
  perform from claim_lines where partner_id = p_partner and claim_id = p_claim for update;
  n := claim_line_now(p_partner, p_claim);
  insert into claim_lines (claim_id, partner_id, number, engagement_id, tenant_id, location_id, time_zone, status, due_at,
    name, friendly_name, payout_minor, currency, search, lost_surveys, owner_id)
  values (n.claim_id, n.partner_id, n.number, n.engagement_id, n.tenant_id, n.location_id, n.time_zone, n.status, n.due_at,
    n.name, n.friendly_name, n.payout_minor, n.currency, n.search, n.lost_surveys, n.owner_id)
  on conflict (partner_id, claim_id) do update set tenant_id = excluded.tenant_id, status = excluded.status, due_at = excluded.due_at, name = excluded.name,
    friendly_name = excluded.friendly_name, payout_minor = excluded.payout_minor, currency = excluded.currency, search = excluded.search,
    lost_surveys = excluded.lost_surveys, owner_id = excluded.owner_id;
end $$;
