-- What happened stays: the log is appended to, never changed; a partner reads its own chain.
alter table audit_log enable row level security, force row level security;
grant select, insert on audit_log to :"application";

create policy reads on audit_log for select using (
  app_actor() = 'system' or (app_actor() in ('partner', 'visitor') and chain = app_partner()::text));
create policy appends on audit_log for insert with check (
  app_actor() in ('system', 'operator') or (app_actor() in ('partner', 'visitor') and chain = app_partner()::text));
create policy programme_reads on audit_log for select using (app_actor() = 'operator');
