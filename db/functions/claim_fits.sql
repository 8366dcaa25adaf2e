-- A claim begins in editing, keeps its facts, and moves as the table says, moved by whom it says, who changes only what
-- is theirs: the partner what it sends in, staff what their role decides (P5), the customer and the clock its end.
create or replace function claim_fits() returns trigger language plpgsql as $$
declare
  -- What the owner's functions do for others, the clock does.
  mover text := case when current_user = app_owner() and session_user <> current_user then 'none' else app_asker() end;
  changed text[];
  theirs text[];
  -- P25: its round was extended.
  extended boolean := current_user = app_owner() and tg_op = 'UPDATE' and new.delivery_due_at > old.delivery_due_at
    and old.status = 'editing' and exists (select from associations a where a.partner_id = new.partner_id
      and a.id = new.association_id and a.delivery_due_at = new.delivery_due_at);
  -- P30, W14: the bank sent back what paid it.
  returned boolean := tg_op = 'UPDATE' and old.status = 'paid' and new.status = 'approved' and mover = 'operator'
    and num_nonnulls(new.paid_at, new.payment_reference, new.payment_id) = 0
    and case when old.payment_id is null
      then exists (select from claim_returns r where r.partner_id = old.partner_id and r.claim_id = old.id
        and (r.reference, r.paid_at) = (old.payment_reference, old.paid_at))
      else exists (select from payments p where p.partner_id = old.partner_id and p.id = old.payment_id and p.returned_at is not null) end;
  -- P18: its tenant was found to be another one.
  merges boolean := tg_op = 'UPDATE' and current_user = app_owner() and new.tenant_id <> old.tenant_id
    and exists (select from tenants t where t.id = old.tenant_id and t.merged_into = new.tenant_id);
  -- P18: the programme ended its round.
  stopped boolean := tg_op = 'UPDATE' and current_user = app_owner() and old.status = 'editing' and new.status = 'cancelled'
    and exists (select from associations a where a.partner_id = old.partner_id and a.id = old.association_id and a.end_reason = 'programme');
  who text := case when returned then 'bank' when stopped then 'operator' else case mover when 'visitor' then 'customer' when 'system' then 'clock' when 'none' then 'clock' else mover end end;
begin
  if tg_op = 'INSERT' then
    if new.status <> 'editing' then
      raise exception 'a claim begins in editing' using errcode = 'check_violation', constraint = 'workshop_claims_begin';
    end if;
    return new;
  end if;
  new.version := old.version + 1;
  if (new.number, new.partner_id, new.association_id, new.engagement_id, case when merges then old.tenant_id else new.tenant_id end, new.location_id, new.time_zone,
      new.payout_minor, new.currency, new.band, new.rate_valid_from, new.requires, new.created_at, new.dispute_days,
      new.clock_stands_still, new.renews_claim_id)
    is distinct from
    (old.number, old.partner_id, old.association_id, old.engagement_id, old.tenant_id, old.location_id, old.time_zone,
      old.payout_minor, old.currency, old.band, old.rate_valid_from, old.requires, old.created_at, old.dispute_days,
      old.clock_stands_still, old.renews_claim_id)
    or new.delivery_due_at <> old.delivery_due_at and not extended
    or (old.rejected_at is not null and (new.rejected_at, new.dispute_due_at) is distinct from (old.rejected_at, old.dispute_due_at))
    or (old.disputed_at is not null and new.disputed_at is distinct from old.disputed_at)
    or (old.paid_at is not null and not returned and (new.paid_at, new.payment_reference, new.payment_id)
      is distinct from (old.paid_at, old.payment_reference, old.payment_id)) then
    raise exception 'a fact of a claim does not change' using errcode = 'check_violation', constraint = 'workshop_claims_facts_stay';
  end if;
  -- O23: only its people go.
  if app_erases() and new.status = old.status then return new; end if;
  if extended then
    if new.review_due_at is distinct from day_after(old.review_due_at - interval '1 millisecond',
      (new.delivery_due_at at time zone old.time_zone)::date - (old.delivery_due_at at time zone old.time_zone)::date, old.time_zone) then
      raise exception 'its review follows, by the same days' using errcode = 'check_violation', constraint = 'workshop_claims_clock_stays';
    end if;
  elsif new.review_due_at is distinct from old.review_due_at
    and (old.status <> 'under_review' or new.status <> 'action_required' or not old.clock_stands_still or old.submitted_at is null
      -- D17: by the days that the programme held the claim, and no more.
      or new.review_due_at is distinct from day_after(old.review_due_at - interval '1 millisecond',
        (new.status_at at time zone old.time_zone)::date - (old.submitted_at at time zone old.time_zone)::date, old.time_zone)) then
    raise exception 'the deadline of a review moves only while the clock stands still, and by no more than that' using errcode = 'check_violation', constraint = 'workshop_claims_clock_stays';
  end if;
  if new.status <> old.status then
    if not exists (select from claim_moves m where m.from_status = old.status and m.to_status = new.status and m.mover = who) then
      raise exception 'no such move of a claim: % to % by %', old.status, new.status, who
        using errcode = 'check_violation', constraint = 'workshop_claims_moves';
    end if;
    if old.status = 'action_required' and new.status = 'submitted' and new.submitted_at >= old.review_due_at then
      raise exception 'the claim came too late' using errcode = 'check_violation', constraint = 'workshop_claims_fixed_in_time';
    end if;
  end if;
  if new.status = 'paid' and old.status <> 'paid' and not payment_fits_claim(new.partner_id, new.id, new.payment_id, new.payment_reference) then
    raise exception 'what a run holds is paid by that run, under its reference' using errcode = 'check_violation', constraint = 'workshop_claims_in_run';
  end if;
  if old.status not in ('editing', 'action_required')
    and (new.contact_first_name, new.contact_last_name, new.contact_title, new.contact_email, new.contact_language,
      new.contact_release_id, new.partner_contact_name, new.partner_contact_email, new.invoice_number, new.invoice_amount, new.invoice_currency,
      new.workshop_from, new.workshop_until)
    is distinct from
    (old.contact_first_name, old.contact_last_name, old.contact_title, old.contact_email, old.contact_language,
      old.contact_release_id, old.partner_contact_name, old.partner_contact_email, old.invoice_number, old.invoice_amount, old.invoice_currency,
      old.workshop_from, old.workshop_until) then
    raise exception 'a claim that was sent in is not edited' using errcode = 'check_violation', constraint = 'workshop_claims_closed';
  end if;
  if (new.contact_first_name, new.contact_last_name, new.contact_title, new.contact_email)
    is distinct from (old.contact_first_name, old.contact_last_name, old.contact_title, old.contact_email)
    and claim_survey_answered(new.partner_id, new.id, 'customer') then
    raise exception 'the customer contact has answered' using errcode = 'check_violation', constraint = 'workshop_claims_contact_locked';
  end if;
  if mover = 'partner' and current_user <> app_owner() and (new.contact_email, new.contact_release_id) is distinct from (old.contact_email, old.contact_release_id)
    and not contact_is_spoken_of(new.partner_id, new.tenant_id, new.contact_email, new.contact_release_id) then
    raise exception 'nobody spoke of this contact' using errcode = 'check_violation', constraint = 'workshop_claims_contact_allowed';
  end if;
  if mover in ('partner', 'visitor', 'operator') then
    select coalesce(array_agg(n.key), '{}') into changed from jsonb_each(to_jsonb(new)) n join jsonb_each(to_jsonb(old)) o using (key)
      where n.value is distinct from o.value and n.key not in ('version', 'due_at');
    theirs := array['status', 'status_at'] || case mover
      when 'partner' then array['friendly_name', 'contact_first_name', 'contact_last_name', 'contact_title', 'contact_email',
        'contact_language', 'contact_release_id', 'partner_contact_name', 'partner_contact_email', 'invoice_number',
        'invoice_amount', 'invoice_currency', 'workshop_from', 'workshop_until', 'submitted_at', 'submitted_by', 'disputed_at']
      when 'operator' then case when app_may('claims.review') then array['reviewer_id', 'reviewer_since', 'rejected_at',
          'dispute_due_at', 'approved_at', 'review_due_at'] else '{}' end
        || case when app_may('claims.pay') then array['paid_at', 'payment_reference', 'payment_id'] else '{}' end
      else '{}' end;
    if not changed <@ theirs
      or mover = 'operator' and new.status <> old.status and not app_may(case when new.status = 'paid' or returned then 'claims.pay' else 'claims.review' end)
      or 'submitted_by' = any (changed) and new.submitted_by is distinct from app_user()
      or changed && array['submitted_at', 'submitted_by'] and not (new.status = 'submitted' and old.status <> 'submitted' and app_tells_now(new.submitted_at))
      or 'disputed_at' = any (changed) and not (new.status = 'disputed' and app_tells_now(new.disputed_at))
      or 'reviewer_id' = any (changed) and new.reviewer_id is distinct from app_user()
        and not (old.reviewer_id is not distinct from app_user() and old.status in ('under_review', 'disputed') and new.status = old.status
          and may_review(new.reviewer_id, new.partner_id))
      or 'status_at' = any (changed) and not app_tells_now(new.status_at) then
      raise exception 'this is not theirs to change' using errcode = 'check_violation', constraint = 'workshop_claims_whose';
    end if;
    if mover = 'operator' and new.status = 'paid' and old.status <> 'paid'
      and not (select p.approver_pays from programme p)
      and exists (select from claim_reviews r where r.partner_id = new.partner_id and r.claim_id = new.id
        and r.decision = 'approved' and r.reviewer_id = app_user()) then
      raise exception 'who approved a claim does not pay it' using errcode = 'check_violation', constraint = 'workshop_claims_separate_payer';
    end if;
    if new.rejected_at is distinct from old.rejected_at and not app_tells_now(new.rejected_at)
      or new.approved_at is distinct from old.approved_at and not app_tells_now(new.approved_at)
      or new.paid_at is distinct from old.paid_at and not returned and not app_tells_now(new.paid_at)
      or new.reviewer_since is distinct from old.reviewer_since and not app_tells_now(new.reviewer_since)
      or new.rejected_at is not null and new.dispute_due_at is distinct from old.dispute_due_at
        and new.dispute_due_at is distinct from day_after(new.rejected_at, new.dispute_days, new.time_zone) then
      raise exception 'a decision is of now, and its deadline follows' using errcode = 'check_violation', constraint = 'workshop_claims_told_now';
    end if;
  end if;
  return new;
end $$;
