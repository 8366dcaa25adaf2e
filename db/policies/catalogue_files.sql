-- The programme's staff read what was sent and taken in; a catalogue editor sends it, and takes it in once (P16).
alter table catalogue_files enable row level security, no force row level security;
grant select on catalogue_files to :"application";
grant insert, update (taken_at, taken_by, made, changed) on catalogue_files to :"web";

create policy programme_reads on catalogue_files for select using ((select app_actor()) in ('operator', 'system'));
create policy sends on catalogue_files for insert
  with check ((select app_may('engagements.edit')) and made_by = (select app_user()) and taken_by is null);
create policy takes on catalogue_files for update using ((select app_may('engagements.edit')) and taken_by is null)
  with check (taken_by = (select app_user()));
