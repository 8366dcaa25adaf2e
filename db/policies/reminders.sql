-- Owned by a partner: nobody else's rows exist for its people.
alter table reminders enable row level security, force row level security;
grant select, insert, update, delete on reminders to :"application";

create policy own on reminders for all using (app_owns(partner_id));
