-- A visitor reports the request of its link; the partner reads. Staff who do not belong to it act on what was said.
alter table consent_reports enable row level security, force row level security;
grant select, insert on consent_reports to :"application";
grant update (looked_at, looked_by, note, done_at, done_by) on consent_reports to :"application";

create policy own on consent_reports for select using (
  app_owns(partner_id) and (app_actor() <> 'visitor' or request_id = app_request()));
create policy says on consent_reports for insert with check (
  app_owns(partner_id) and (app_actor() = 'system' or (app_actor() = 'visitor' and request_id = app_request())));
create policy programme_reads on consent_reports for select using (app_actor() = 'operator');
create policy handles on consent_reports for update using (app_reviews(partner_id)) with check (app_reviews(partner_id));
