-- Words of the programme: everybody signed in reads them. A catalogue editor changes them (P9).
alter table engagement_types enable row level security, no force row level security;
grant select on engagement_types to :"application";
grant insert, delete, update (label_en, label_nl, consent_days, delivery_days, review_days, dispute_days, revision, changed_at, changed_by) on engagement_types to :"web";

create policy reads on engagement_types for select using ((select app_actor()) in ('partner', 'visitor', 'operator', 'system'));
create policy editor_writes on engagement_types for all using ((select app_may('engagements.edit')))
  with check ((select app_may('engagements.edit')) and changed_by = (select app_user()));
