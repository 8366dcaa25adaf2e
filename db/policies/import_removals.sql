-- P23: what a file that is the whole list leaves out: whoever imports looks and removes by the worker, staff read.
alter table import_removals enable row level security, no force row level security;
grant select on import_removals to :"application";
grant insert, update (done_at, code) on import_removals to :"worker";

create policy programme_reads on import_removals for select using ((select app_actor()) = 'operator');
-- Listed while it is looked at, before anybody says so; each is done once, while it runs.
create policy lists on import_removals for insert
  with check (exists (select from import_runs r where r.id = run_id and r.state <> 'running' and not r.remove_asked and import_may(r.kind)));
create policy removes on import_removals for update using (done_at is null
  and exists (select from import_runs r where r.id = run_id and r.state = 'running' and r.remove_asked and import_may(r.kind)))
  with check (true);
