-- A claim begins in editing, keeps its facts, and moves as the table says, moved by whom it says.
create or replace function claim_fits() returns trigger language plpgsql as $$
declare
  -- What the owner's functions do for others, the clock does.
  mover text := case when current_user = app_owner() and session_user <> current_user then 'none' else app_asker() end;
  who text := case mover when 'visitor' then 'customer' when 'system' then 'clock' when 'none' then 'clock' else mover end;
begin
  if tg_op = 'INSERT' then
    if new.status <> 'editing' then
      raise exception 'a claim begins in editing' using errcode = 'check_violation', constraint = 'workshop_claims_begin';
    end if;
    return new;
  end if;
  new.version := old.version + 1;
  if (new.number, new.partner_id, new.association_id, new.engagement_id, new.tenant_id, new.location_id, new.time_zone,
      new.payout_usd, new.band, new.rate_valid_from, new.requires, new.created_at, new.delivery_due_at, new.dispute_days,
      new.clock_stands_still, new.renews_claim_id)
    is distinct from
    (old.number, old.partner_id, old.association_id, old.engagement_id, old.tenant_id, old.location_id, old.time_zone,
      old.payout_usd, old.band, old.rate_valid_from, old.requires, old.created_at, old.delivery_due_at, old.dispute_days,
      old.clock_stands_still, old.renews_claim_id)
    or (old.rejected_at is not null and (new.rejected_at, new.dispute_due_at) is distinct from (old.rejected_at, old.dispute_due_at))
    or (old.disputed_at is not null and new.disputed_at is distinct from old.disputed_at)
    or (old.paid_at is not null and (new.paid_at, new.payment_reference) is distinct from (old.paid_at, old.payment_reference)) then
    raise exception 'a fact of a claim does not change' using errcode = 'check_violation', constraint = 'workshop_claims_facts_stay';
  end if;
  if new.review_due_at is distinct from old.review_due_at
    and not (old.status = 'under_review' and new.status = 'action_required' and old.clock_stands_still and new.review_due_at > old.review_due_at) then
    raise exception 'the deadline of a review moves only while the clock stands still' using errcode = 'check_violation', constraint = 'workshop_claims_clock_stays';
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
  if old.status not in ('editing', 'action_required')
    and (new.contact_first_name, new.contact_last_name, new.contact_title, new.contact_email, new.contact_language,
      new.partner_contact_name, new.partner_contact_email, new.invoice_number, new.invoice_amount, new.invoice_currency,
      new.workshop_from, new.workshop_until)
    is distinct from
    (old.contact_first_name, old.contact_last_name, old.contact_title, old.contact_email, old.contact_language,
      old.partner_contact_name, old.partner_contact_email, old.invoice_number, old.invoice_amount, old.invoice_currency,
      old.workshop_from, old.workshop_until) then
    raise exception 'a claim that was sent in is not edited' using errcode = 'check_violation', constraint = 'workshop_claims_closed';
  end if;
  if (new.contact_first_name, new.contact_last_name, new.contact_title, new.contact_email)
    is distinct from (old.contact_first_name, old.contact_last_name, old.contact_title, old.contact_email)
    and claim_survey_answered(new.partner_id, new.id, 'customer') then
    raise exception 'the customer contact has answered' using errcode = 'check_violation', constraint = 'workshop_claims_contact_locked';
  end if;
  return new;
end $$;
