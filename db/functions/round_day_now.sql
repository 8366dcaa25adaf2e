-- K8: how a round stands now, as `round_days` keeps it, in days at its location. Null of what is imported and has no
-- evidence yet: it counts from the day of its import.
create or replace function round_day_now(p_partner uuid, p_round uuid) returns round_days language plpgsql stable
  security definer set search_path = public, pg_temp
  set plan_cache_mode = force_generic_plan as $$
declare a associations; c workshop_claims; n round_days; due timestamptz;
begin
  select * into a from associations where partner_id = p_partner and id = p_round;
  if a.origin = 'imported' and not exists (select from imported_rounds i where i.partner_id = p_partner and i.association_id = p_round) then
    return null;
  end if;
  select * into c from workshop_claims where partner_id = p_partner and association_id = p_round;
  n.partner_id := a.partner_id; n.association_id := a.id; n.location_id := a.location_id; n.engagement_id := a.engagement_id;
  n.imported := a.origin = 'imported';
  n.begun_day := (a.created_at at time zone a.time_zone)::date;
  n.asked_day := (a.requested_at at time zone a.time_zone)::date;
  n.consented_day := (a.consented_at at time zone a.time_zone)::date;
  n.submitted_day := (a.submitted_at at time zone a.time_zone)::date;
  n.approved_day := (c.approved_at at time zone a.time_zone)::date;
  n.paid_day := (c.paid_at at time zone a.time_zone)::date;
  n.end_reason := a.end_reason::text;
  n.claim_status := c.status::text; n.payout_minor := c.payout_minor; n.currency := c.currency;
  if a.ended_at is null then
    n.clock := case when c.status = 'action_required' then 'action' when c.status = 'rejected' then 'dispute'
      when a.consented_at is null then 'consent' when a.submitted_at is null then 'delivery' end;
    due := case n.clock when 'action' then c.review_due_at when 'dispute' then c.dispute_due_at
      when 'consent' then a.consent_due_at when 'delivery' then a.delivery_due_at end;
    n.due_day := ((due - interval '1 millisecond') at time zone a.time_zone)::date;
  end if;
  return n;
end $$;
