-- What happened stays: the log is appended to, never changed; a partner reads its own chain.
alter table audit_log enable row level security, no force row level security;
grant select, insert on audit_log to :"application";

create policy reads on audit_log for select using (
  (select app_actor()) = 'system' or (chain = (select app_partner())::text and (actor_id = (select app_user())::text
    or exists (select from associations a where a.partner_id = (select app_partner()) and a.id = subject_id)
    or exists (select from workshop_claims c where c.partner_id = (select app_partner()) and c.id = subject_id))));
create policy appends on audit_log for insert with check ((select app_actor()) = 'system' or chain = (select app_partner())::text);
create policy visited on audit_log for select using (
  (chain = (select app_visited())::text or chain = 'programme') and actor_id = (select (app_scope())[6]));
create policy visitor_appends on audit_log for insert with check (chain = (select app_visited())::text
  or (chain = 'programme' and (select app_visited()) = '00000000-0000-0000-0000-000000000000'));
create policy member_appends on audit_log for insert with check (chain = (select app_company())::text);
create policy member_reads on audit_log for select using (chain = (select app_company())::text and actor_id = (select app_user())::text);
create policy programme_reads on audit_log for select using ((select app_actor()) = 'operator');
create policy programme_appends on audit_log for insert with check (
  ((select app_may('contacts.release')) or (select app_may('reports.handle')) or (select app_may('claims.review'))
    or (select app_may('claims.pay')) or (select app_may('payments.run')) or (select app_may('settings.programme')) or (select app_may('data.people')) or (select app_may('partners.domains'))
    or (select app_may('partners.manage')) or (select app_may('data.manage')) or (select app_may('partners.enrol'))
    or (select app_may('partners.people')) or (select app_may('operators.manage')) or (select app_may('engagements.edit'))
    or (select app_may('metrics.edit')))
  and chain <> all ((select app_affiliated())::text[]));
create policy door_reads on audit_log for select using ((select app_actor()) = 'door' and actor_id = (select (app_scope())[6]));
create policy door_appends on audit_log for insert with check ((select app_actor()) = 'door');
