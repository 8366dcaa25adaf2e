-- Links stay; a visitor has the one that it came by.
alter table consent_links enable row level security, force row level security;
grant select, insert on consent_links to :"application";

create policy own on consent_links for all using (
  app_owns(partner_id) and (app_actor() <> 'visitor' or request_id = app_request()));
create policy programme_reads on consent_links for select using (app_actor() = 'operator');
