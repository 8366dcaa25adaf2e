-- A partner's people have the claims of the locations of their roles; the programme
-- reviews what was sent in, and sees nothing else.
alter table workshop_claims enable row level security, force row level security;
grant select, insert, update on workshop_claims to :"application";

create policy own on workshop_claims for all using (
  app_owns(partner_id) and (app_actor() <> 'partner' or app_sees(location_id)));
create policy reviews on workshop_claims for update using (app_reviews(partner_id)) with check (app_reviews(partner_id));
create policy programme_reads on workshop_claims for select using (app_actor() = 'operator' and submitted_at is not null);
