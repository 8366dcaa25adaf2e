-- O23: why the people of a round are not removed yet: a legal hold, because it is under way, or because what was answered
-- may still be disputed, and until when; no row: they may be. What nobody answered proves nothing.
create or replace function round_stays(p_partner uuid, p_round uuid, p_now timestamptz) returns table (why text, until timestamptz) language plpgsql stable
  security definer set search_path = public, pg_temp as $$
declare a associations; c workshop_claims; answered timestamptz; ended timestamptz;
begin
  select * into a from associations where partner_id = p_partner and id = p_round;
  if a.id is null then return; end if;
  if is_held(p_partner, p_round) then return query select 'hold', null::timestamptz; return; end if;
  select max(decided_at) into answered from consent_decisions where partner_id = p_partner and association_id = p_round;
  if answered is null and a.consented_at is null and a.origin <> 'imported' then return; end if;
  select * into c from workshop_claims where partner_id = p_partner and association_id = p_round;
  if c.status not in ('paid', 'rejected_final', 'cancelled', 'not_submitted_expired', 'post_submission_expired', 'dispute_expired')
    or c.id is null and a.ended_at is null and a.submitted_at is null and (a.delivery_due_at is null or a.delivery_due_at > p_now) then
    return query select 'running', null::timestamptz;
    return;
  end if;
  ended := greatest(answered, a.consented_at, a.ended_at, a.submitted_at, c.status_at, a.delivery_due_at);
  ended := ended + make_interval(years => coalesce((select kept_years from programme), 7));
  if ended > p_now then return query select 'evidence', ended; end if;
end $$;
