-- The programme's own: staff read, and whoever makes payments acts (P5).
alter table payment_runs enable row level security, no force row level security;
grant select on payment_runs to :"application";
grant insert, update (revision, changed_at, changed_by, frozen_at, frozen_by, account_version, exported_at, cancelled_at, cancelled_by)
  on payment_runs to :"web";

create policy programme_reads on payment_runs for select using ((select app_actor()) = 'operator');
create policy opens on payment_runs for insert with check ((select app_may('payments.run')));
create policy acts on payment_runs for update using ((select app_may('payments.run')));
create policy system_reads on payment_runs for select using ((select app_actor()) = 'system');
