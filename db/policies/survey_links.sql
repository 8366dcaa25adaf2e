-- Links stay; a visitor has the one that it came by.
alter table survey_links enable row level security, force row level security;
grant select, insert on survey_links to :"application";

create policy own on survey_links for all using (
  app_owns(partner_id) and (app_actor() <> 'visitor' or survey_id = app_request()));
