-- Links stay; a visitor has the one that it came by. Nobody reads the hashes of their tokens.
alter table survey_links enable row level security, no force row level security;
grant select (id, partner_id, survey_id, created_at), insert on survey_links to :"application";

create policy own on survey_links for all using (
  ((select app_actor()) = 'system' or partner_id = (select app_partner())) and ((select app_actor()) <> 'visitor' or survey_id = (select app_request())));
