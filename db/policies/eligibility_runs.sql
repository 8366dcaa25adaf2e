-- The worker tells how far it is; the programme's staff read it.
alter table eligibility_runs enable row level security, no force row level security;
grant select on eligibility_runs to :"application";
grant insert, update (ended_at, done, changed) on eligibility_runs to :"worker";

create policy programme on eligibility_runs for all using ((select app_actor()) = 'system');
create policy staff_reads on eligibility_runs for select using ((select app_actor()) = 'operator');
