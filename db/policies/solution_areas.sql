-- Words of the programme: everybody signed in reads them. A catalogue editor changes them (P9).
alter table solution_areas enable row level security, no force row level security;
grant select on solution_areas to :"application";
grant insert, delete, update (label_en, label_nl, revision, changed_at, changed_by) on solution_areas to :"web";

create policy reads on solution_areas for select using ((select app_actor()) in ('partner', 'visitor', 'operator', 'system'));
create policy editor_writes on solution_areas for all using ((select app_may('engagements.edit')))
  with check ((select app_may('engagements.edit')) and changed_by = (select app_user()));
