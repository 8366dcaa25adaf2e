-- Links stay; a visitor has the one that it came by. Nobody reads or writes the hashes of their tokens.
alter table consent_links enable row level security, no force row level security;
grant select (id, partner_id, request_id, created_at), insert on consent_links to :"application";

create policy own on consent_links for all using (
  (select app_actor()) = 'system' or (partner_id = (select app_partner()) and exists (select from consent_requests r where r.partner_id = consent_links.partner_id and r.id = request_id)));
create policy visited on consent_links for all using (partner_id = (select app_visited()) and request_id = (select app_request()));
create policy programme_reads on consent_links for select using ((select app_actor()) = 'operator');
