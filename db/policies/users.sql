-- Everybody has their own account, and sees who works or worked for the company; the programme reads.
alter table users enable row level security, no force row level security;
grant select on users to :"application";
grant update (locale, name, title, phone, time_zone) on users to :"web";

create policy own on users for all using (
  (select app_actor()) = 'system' or ((select app_actor()) in ('partner', 'member', 'operator') and id = (select app_user())));
create policy colleagues on users for select using (
  (select app_actor()) in ('partner', 'member', 'visitor') and exists (
    select from memberships m where m.partner_id in ((select app_whose()), (select app_company())) and m.user_id = users.id));
create policy programme_reads on users for select using ((select app_actor()) = 'operator');
create policy keeps_own on users for update using ((select app_actor()) = 'door');
create policy sign_in on users for select using ((select app_actor()) = 'door');
