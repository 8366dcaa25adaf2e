-- A visitor has the request of its link; the partner's people those of the rounds they see.
alter table consent_requests enable row level security, no force row level security;
grant select, insert, update (reminders_on, replaced_at, closed_at, closed_for) on consent_requests to :"application";

create policy own on consent_requests for all using (
  (select app_actor()) = 'system' or (partner_id = (select app_partner()) and exists (select from associations a where a.partner_id = consent_requests.partner_id and a.id = association_id)));
create policy visited on consent_requests for select using (partner_id = (select app_visited()) and id = (select app_request()));
create policy visitor_closes on consent_requests for update using (partner_id = (select app_visited()) and id = (select app_request()));
create policy stops on consent_requests for update
  using ((select app_may('reports.handle')) and partner_id <> all ((select app_affiliated())::uuid[]))
  with check ((select app_may('reports.handle')) and partner_id <> all ((select app_affiliated())::uuid[]) and closed_for = 'programme');
create policy programme_reads on consent_requests for select using ((select app_actor()) = 'operator');
