-- A visitor has the switch of its link. Nobody reads the hashes of their tokens.
alter table reminder_switches enable row level security, no force row level security;
grant select (id, partner_id, request_id, key_id, created_at, off_at), insert, update (off_at) on reminder_switches to :"application";

create policy own on reminder_switches for all using (
  ((select app_actor()) = 'system' or partner_id = (select app_partner())) and ((select app_actor()) <> 'visitor' or request_id = (select app_request())));
