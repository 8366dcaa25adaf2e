-- P25: the programme moves the deadline of a round that runs now, for consent or else for delivery, to the end of a later
-- calendar day there, at most 90 days later. The requests follow by their key; of a claim its review moves by the same days,
-- for the time from the one to the other was told too. Nothing else moves a day. Gives the new deadline, and the claim's new
-- review; no row when the deadline is not `p_seen` any more.
create or replace function extend_round(p_partner uuid, p_round uuid, p_seen timestamptz, p_last_day date, p_at timestamptz)
  returns table (due_at timestamptz, review_due_at timestamptz) language plpgsql
  security definer set search_path = public, pg_temp as $$
declare a associations; due timestamptz; days integer; review timestamptz;
begin
  if not app_may('partners.manage') or p_partner = any (app_affiliated()) or not app_tells_now(p_at) then
    raise exception 'this round is not for you to extend' using errcode = 'insufficient_privilege';
  end if;
  select * into a from associations where partner_id = p_partner and id = p_round for update;
  due := case when a.consented_at is null then a.consent_due_at else a.delivery_due_at end;
  if due is distinct from p_seen or a.ended_at is not null or a.submitted_at is not null or due <= p_at then return; end if;
  days := p_last_day - ((due - interval '1 millisecond') at time zone a.time_zone)::date;
  if days not between 1 and 90 then
    raise exception 'a round is extended by 1 to 90 days' using errcode = 'check_violation', constraint = 'associations_extended';
  end if;
  due := day_after(due - interval '1 millisecond', days, a.time_zone);
  update associations set extended_at = p_at,
    consent_due_at = case when a.consented_at is null then due else consent_due_at end,
    delivery_due_at = case when a.consented_at is null then delivery_due_at else due end
    where partner_id = p_partner and id = p_round;
  update workshop_claims c set delivery_due_at = due,
    review_due_at = day_after(c.review_due_at - interval '1 millisecond', days, c.time_zone)
    where c.partner_id = p_partner and c.association_id = p_round and a.consented_at is not null
    returning c.review_due_at into review;
  return query select due, review;
end $$;

grant execute on function extend_round to :"web";
