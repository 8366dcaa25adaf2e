-- Owned by a partner: nobody else's rows exist for its people. A membership begins with an invitation that was accepted;
-- who manages the person ends it and takes them back (U8).
alter table memberships enable row level security, no force row level security;
grant select on memberships to :"application";
grant update (ended_at, ended_by, heir_id) on memberships to :"web";

create policy own on memberships for select using (partner_id = (select app_partner()) or partner_id = (select app_company()) or partner_id = (select app_visited()));
create policy system_reads on memberships for select using ((select app_actor()) = 'system');
create policy programme_reads on memberships for select using ((select app_actor()) = 'operator');
create policy disables on memberships for update using (app_manages(partner_id, user_id));
create policy sign_in on memberships for select using ((select app_actor()) = 'door');
