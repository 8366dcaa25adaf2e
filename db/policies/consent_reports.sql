-- A visitor reports the request of its link; the partner reads. Staff who do not belong to it act on what was said.
alter table consent_reports enable row level security, no force row level security;
grant select, insert on consent_reports to :"application";
grant update (looked_at, looked_by, note, done_at, done_by) on consent_reports to :"web";

create policy own on consent_reports for select using (
  (select app_actor()) = 'system' or (partner_id = (select app_partner()) and exists (select from consent_requests r where r.partner_id = consent_reports.partner_id and r.id = request_id))
  or (partner_id = (select app_visited()) and request_id = (select app_request())));
create policy says on consent_reports for insert with check (
  (select app_actor()) = 'system'
  or (partner_id = (select app_visited()) and request_id = (select app_request()) and looked_at is null and done_at is null and note is null));
create policy programme_reads on consent_reports for select using ((select app_actor()) = 'operator');
create policy handles on consent_reports for update
  using ((select app_may('reports.handle')) and partner_id <> all ((select app_affiliated())::uuid[]))
  with check ((select app_may('reports.handle')) and partner_id <> all ((select app_affiliated())::uuid[]));
