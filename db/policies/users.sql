-- Everybody has their own account, and sees who works or worked for the company; the programme reads.
alter table users enable row level security, force row level security;
grant select, insert, update, delete on users to :"application";

create policy own on users for all using (
  app_actor() = 'system' or (app_actor() in ('partner', 'operator') and id = app_user()));
create policy colleagues on users for select using (
  app_actor() in ('partner', 'visitor') and exists (
    select from memberships m where m.partner_id = app_partner() and m.user_id = users.id));
create policy programme_reads on users for select using (app_actor() = 'operator');
