-- Codes belong to the request of a link: a visitor has that one, and nothing beside it.
alter table answer_codes enable row level security, no force row level security;
grant select, insert, update (attempts, used_at) on answer_codes to :"web";

create policy own on answer_codes for all using (
  (select app_actor()) = 'system' or (partner_id = (select app_visited()) and request_id = (select app_request())));
