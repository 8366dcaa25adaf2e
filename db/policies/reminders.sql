-- Owned by a partner: nobody else's rows exist for its people.
alter table reminders enable row level security, no force row level security;
grant select on reminders to :"application";
grant insert on reminders to :"worker";

create policy own on reminders for all using (
  (select app_actor()) = 'system' or (partner_id = (select app_partner()) and exists (select from associations a where a.partner_id = reminders.partner_id and a.id = association_id)));
