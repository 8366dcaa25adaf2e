-- What happened stays: the log is appended to, never changed; a partner reads its own chain.
alter table audit_log enable row level security, no force row level security;
grant select, insert on audit_log to :"application";

create policy reads on audit_log for select using (
  (select app_actor()) = 'system' or ((select app_actor()) in ('partner', 'visitor') and chain = (select app_partner())::text));
create policy appends on audit_log for insert with check (
  (select app_actor()) in ('system', 'operator') or ((select app_actor()) in ('partner', 'visitor') and chain = (select app_partner())::text));
create policy programme_reads on audit_log for select using ((select app_actor()) = 'operator');
create policy door_reads on audit_log for select using ((select app_actor()) = 'door' and actor_id = (select (app_scope())[6]));
create policy door_appends on audit_log for insert with check ((select app_actor()) = 'door');
