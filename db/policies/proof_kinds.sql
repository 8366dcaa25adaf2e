-- Words of the programme: everybody signed in reads them. A catalogue editor changes them (P9).
alter table proof_kinds enable row level security, no force row level security;
grant select on proof_kinds to :"application";
grant insert, delete, update (label_en, label_nl, revision, changed_at, changed_by) on proof_kinds to :"web";

create policy reads on proof_kinds for select using ((select app_actor()) in ('partner', 'visitor', 'operator', 'system'));
create policy editor_writes on proof_kinds for all using ((select app_may('engagements.edit')))
  with check ((select app_may('engagements.edit')) and changed_by = (select app_user()));
