-- A visitor has the survey of its link; the partner's people those of the claims they see.
alter table claim_surveys enable row level security, no force row level security;
grant select, insert, update on claim_surveys to :"application";

create policy own on claim_surveys for all using (
  ((select app_actor()) = 'system' or partner_id = (select app_partner()))
  and ((select app_actor()) <> 'visitor' or id = (select app_request()))
  and ((select app_actor()) <> 'partner' or exists (select from workshop_claims c where c.partner_id = claim_surveys.partner_id and c.id = claim_id)));
create policy programme_reads on claim_surveys for select using (
  (select app_actor()) = 'operator' and exists (select from workshop_claims c where c.partner_id = claim_surveys.partner_id and c.id = claim_id));
