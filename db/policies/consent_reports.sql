-- A visitor has the reports of its link; the programme reads.
alter table consent_reports enable row level security, force row level security;
grant select, insert, update, delete on consent_reports to :"application";

create policy own on consent_reports for all using (
  app_owns(partner_id) and (app_actor() <> 'visitor' or request_id = app_request()));
create policy programme_reads on consent_reports for select using (app_actor() = 'operator');
