-- What the programme decided about a claim stays.
alter table claim_reviews enable row level security, force row level security;
grant select, insert on claim_reviews to :"application";

create policy reads on claim_reviews for select using (
  app_owns(partner_id) and app_actor() <> 'visitor'
  and (app_actor() <> 'partner' or exists (select from workshop_claims c where c.partner_id = claim_reviews.partner_id and c.id = claim_id)));
-- Only the programme's staff decide about a claim.
create policy programme_decides on claim_reviews for insert with check (
  app_reviews(partner_id) and reviewer_id = app_user());
create policy programme_reads on claim_reviews for select using (
  app_actor() = 'operator' and exists (select from workshop_claims c where c.partner_id = claim_reviews.partner_id and c.id = claim_id));
