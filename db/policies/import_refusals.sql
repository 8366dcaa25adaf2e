-- What was wrong with rows of a file: the worker tells, the programme's staff read (P22).
alter table import_refusals enable row level security, no force row level security;
grant select on import_refusals to :"application";
grant insert on import_refusals to :"worker";

create policy product on import_refusals for all using ((select app_actor()) = 'system');
create policy programme_reads on import_refusals for select using ((select app_actor()) = 'operator');
create policy tells on import_refusals for insert
  with check (exists (select from import_runs r where r.id = run_id and import_may(r.kind)));
