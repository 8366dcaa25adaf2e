-- P23: what a file that is the whole list leaves out: whoever imports looks and removes by the worker, staff read.
alter table import_removals enable row level security, no force row level security;
grant select on import_removals to :"application";
grant insert, update (done_at, code) on import_removals to :"worker";

create policy programme_reads on import_removals for select using ((select app_actor()) = 'operator');
create policy lists on import_removals for insert
  with check (exists (select from import_runs r where r.id = run_id and import_may(r.kind)));
create policy removes on import_removals for update using (exists (select from import_runs r where r.id = run_id and import_may(r.kind)));
