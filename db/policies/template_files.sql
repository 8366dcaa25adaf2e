-- Templates of the programme: everybody signed in fetches them. A catalogue editor adds and removes them (P14).
alter table template_files enable row level security, no force row level security;
grant select on template_files to :"application";
grant insert, delete on template_files to :"web";

create policy reads on template_files for select using ((select app_actor()) in ('partner', 'operator', 'system'));
create policy editor_adds on template_files for insert
  with check ((select app_may('engagements.edit')) and added_by = (select app_user()));
create policy editor_removes on template_files for delete using ((select app_may('engagements.edit')));
