-- A claim moves as the table says, whole and in time; the lists follow.
create trigger project_claim after insert or update of status on workshop_claims for each row execute function project_claim();
-- Its name comes before that of `claim_fits`.
create trigger claim_begins before insert on workshop_claims for each row execute function claim_begins();
create trigger claim_fits before insert or update on workshop_claims for each row execute function claim_fits();
create constraint trigger claim_ready after update of status on workshop_claims
  deferrable initially deferred for each row when (new.status = 'submitted') execute function claim_ready();
create trigger project_claim_line_new after insert on workshop_claims for each row execute function project_claim_line();
create trigger project_claim_line after update on workshop_claims for each row
  when ((old.status, old.due_at, old.friendly_name, old.contact_email, old.contact_first_name, old.contact_last_name, old.invoice_number, old.payment_reference)
    is distinct from
    (new.status, new.due_at, new.friendly_name, new.contact_email, new.contact_first_name, new.contact_last_name, new.invoice_number, new.payment_reference))
  execute function project_claim_line();
create constraint trigger claim_decided after update of status on workshop_claims deferrable initially deferred for each row
  when (new.status in ('action_required', 'approved', 'rejected', 'rejected_final') and new.status is distinct from old.status
    and old.status <> 'paid')
  execute function claim_decided();
create trigger a_partner_acts before insert or update or delete on workshop_claims for each statement execute function partner_acts();

-- U13: money is said to have left.
create trigger asks_again before update of status on workshop_claims for each row
  when (new.status = 'paid' and old.status <> 'paid') execute function asks_again();
-- K8: how its round stood from day to day.
create trigger project_round_day_new after insert on workshop_claims for each row execute function project_round_day();
create trigger project_round_day after update on workshop_claims for each row
  when ((old.status, old.approved_at, old.paid_at, old.review_due_at, old.dispute_due_at, old.payout_minor, old.currency)
    is distinct from (new.status, new.approved_at, new.paid_at, new.review_due_at, new.dispute_due_at, new.payout_minor, new.currency))
  execute function project_round_day();
