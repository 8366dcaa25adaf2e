-- K8: `round_days` follows what happened with a round at an instant. What stood until the day before is kept beside what
-- stands from this day on; nothing counts from a day before the last one that is known. The row is taken first and the facts
-- are read afterwards, so that of two changes the last one counts.
create or replace function keep_round_day(p_partner uuid, p_round uuid, p_at timestamptz) returns void language plpgsql
  security definer set search_path = public, pg_temp
  set plan_cache_mode = force_generic_plan as $$
declare was round_days; n round_days;
begin
  select * into was from round_days where partner_id = p_partner and association_id = p_round and until_day = 'infinity' for update;
  n := round_day_now(p_partner, p_round);
  if n.association_id is null then return; end if;
  n.day := greatest(was.day, (select (p_at at time zone a.time_zone)::date from associations a where a.partner_id = p_partner and a.id = p_round));
  n.until_day := 'infinity';
  if was.association_id is null then
    insert into round_days select n.*;
    return;
  end if;
  if was.day < n.day then
    was.until_day := n.day;
    insert into round_days select was.*;
  end if;
  update round_days set day = n.day, asked_day = n.asked_day, consented_day = n.consented_day, submitted_day = n.submitted_day,
      approved_day = n.approved_day, paid_day = n.paid_day, end_reason = n.end_reason, clock = n.clock, due_day = n.due_day,
      claim_status = n.claim_status, payout_minor = n.payout_minor, currency = n.currency
    where partner_id = p_partner and association_id = p_round and until_day = 'infinity';
end $$;
