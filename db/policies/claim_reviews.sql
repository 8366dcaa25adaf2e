-- What the programme decided about a claim stays.
alter table claim_reviews enable row level security, force row level security;
grant select on claim_reviews to :"application";
grant insert on claim_reviews to :"web";

create policy reads on claim_reviews for select using (
  (select app_actor()) = 'system' or (partner_id = (select app_partner()) and exists (select from workshop_claims c where c.partner_id = claim_reviews.partner_id and c.id = claim_id)));
-- Only the programme's staff decide about a claim.
create policy programme_decides on claim_reviews for insert with check (
  (select app_may('claims.review')) and partner_id <> all ((select app_affiliated())::uuid[]) and reviewer_id = (select app_user()));
create policy programme_reads on claim_reviews for select using (
  (select app_actor()) = 'operator' and exists (select from workshop_claims c where c.partner_id = claim_reviews.partner_id and c.id = claim_id));
-- O23: nobody changes it but the owner's functions that take a person out.
create policy erases on claim_reviews for update using ((select app_erases()));
