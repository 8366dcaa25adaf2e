-- Words of the programme: everybody signed in reads them. A catalogue editor or data steward changes them (P9).
alter table metrics enable row level security, no force row level security;
grant select on metrics to :"application";
grant insert, delete, update (label_en, label_nl, unit, whole, currency, revision, changed_at, changed_by) on metrics to :"web";

create policy reads on metrics for select using ((select app_actor()) in ('partner', 'visitor', 'operator', 'system'));
create policy editor_writes on metrics for all using ((select app_may('metrics.edit')))
  with check ((select app_may('metrics.edit')) and changed_by = (select app_user()));
