-- One row of `claim_lines` computed anew. The row is taken first and what it says is read afterwards,
-- so that of two changes the last one counts.
create or replace function refresh_claim_line(p_claim uuid) returns void language plpgsql
  security definer set search_path = public, pg_temp
  set plan_cache_mode = force_generic_plan as $$
begin
  perform from claim_lines where claim_id = p_claim for update;
  insert into claim_lines (claim_id, partner_id, number, engagement_id, tenant_id, location_id, time_zone, status, due_at,
    name, friendly_name, payout_usd, search, lost_surveys)
  select c.id, c.partner_id, c.number, c.engagement_id, c.tenant_id, c.location_id, c.time_zone, c.status::text, c.due_at,
    t.name, c.friendly_name, c.payout_usd, customer_search(c.tenant_id, c.association_id), lost_surveys(c.id)
  from workshop_claims c join tenants t on t.id = c.tenant_id where c.id = p_claim
  on conflict (claim_id) do update set status = excluded.status, due_at = excluded.due_at, name = excluded.name,
    friendly_name = excluded.friendly_name, search = excluded.search, lost_surveys = excluded.lost_surveys;
end $$;
