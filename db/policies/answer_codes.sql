-- Codes belong to the request of a link: a visitor has that one, and nothing beside it.
alter table answer_codes enable row level security, force row level security;
grant select, insert, update on answer_codes to :"application";

create policy own on answer_codes for all using (
  app_owns(partner_id) and (app_actor() <> 'visitor' or request_id = app_request()));
