-- A partner's people have the claims of the locations of their roles; the programme
-- reviews what was sent in, and sees nothing else.
alter table workshop_claims enable row level security, no force row level security;
grant select, insert on workshop_claims to :"application";
grant update (location_id, time_zone, status, status_at, version, friendly_name, payout_minor, currency, band, rate_valid_from, requires, delivery_due_at,
  review_due_at, dispute_due_at, dispute_days, clock_stands_still, contact_first_name, contact_last_name, contact_title, contact_email,
  contact_language, contact_release_id, partner_contact_name, partner_contact_email, invoice_number, invoice_amount, invoice_currency,
  workshop_from, workshop_until, submitted_at, submitted_by, reviewer_id, reviewer_since, rejected_at, disputed_at, approved_at, paid_at,
  payment_reference, payment_id, renews_claim_id) on workshop_claims to :"application";

create policy own on workshop_claims for all using (
  (select app_actor()) = 'system' or (partner_id = (select app_partner()) and coalesce(location_id = any ((select app_places())::uuid[]), true)));
create policy visited on workshop_claims for all using (partner_id = (select app_visited()) and association_id = (select app_round()));
create policy reviews on workshop_claims for update
  using (((select app_may('claims.review')) or (select app_may('claims.pay'))) and partner_id <> all ((select app_affiliated())::uuid[]));
create policy programme_reads on workshop_claims for select using ((select app_actor()) = 'operator' and submitted_at is not null);
