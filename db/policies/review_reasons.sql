-- Words of the programme: everybody signed in reads them. A catalogue editor changes them (P9).
alter table review_reasons enable row level security, no force row level security;
grant select on review_reasons to :"application";
grant insert, delete, update (label_en, label_nl, about, revision, changed_at, changed_by) on review_reasons to :"web";

create policy reads on review_reasons for select using ((select app_actor()) in ('partner', 'visitor', 'operator', 'system'));
create policy editor_writes on review_reasons for all using ((select app_may('engagements.edit')))
  with check ((select app_may('engagements.edit')) and changed_by = (select app_user()));
