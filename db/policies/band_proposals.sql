-- P6: countries that wait for another catalogue editor. The programme reads and writes them.
alter table band_proposals enable row level security, no force row level security;
grant select on band_proposals to :"application";
grant insert, delete on band_proposals to :"web";

create policy reads on band_proposals for select using ((select app_actor()) in ('operator', 'system'));
create policy editor_writes on band_proposals for insert
  with check ((select app_may('engagements.edit')) and proposed_by = (select app_user()));
create policy editor_removes on band_proposals for delete using ((select app_may('engagements.edit')));
