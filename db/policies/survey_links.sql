-- Links stay; a visitor has the one that it came by. Nobody reads or writes the hashes of their tokens.
alter table survey_links enable row level security, no force row level security;
grant select (id, partner_id, survey_id, created_at), insert on survey_links to :"application";

create policy own on survey_links for all using (
  (select app_actor()) = 'system' or (partner_id = (select app_partner())
    and exists (select from claim_surveys s where s.partner_id = survey_links.partner_id and s.id = survey_id)));
create policy visited on survey_links for select using (partner_id = (select app_visited()) and survey_id = (select app_request()));
