-- A visitor has the switch of its link.
alter table reminder_switches enable row level security, force row level security;
grant select, insert, update on reminder_switches to :"application";

create policy own on reminder_switches for all using (
  app_owns(partner_id) and (app_actor() <> 'visitor' or request_id = app_request()));
