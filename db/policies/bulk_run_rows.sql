-- Rows are their run's, of the locations that one sees. The worker alone writes them, as whoever the run is of; people
-- take some out while the dry run stands (B3, B4).
alter table bulk_run_rows enable row level security, no force row level security;
grant select on bulk_run_rows to :"application";
grant update (taken_out) on bulk_run_rows to :"web";
grant insert, update (location_id, association_id, verdict, verdict_code, verdict_params, payout_minor, payout_currency, mails, together, outcome, outcome_code,
  outcome_params, done_at, request_id) on bulk_run_rows to :"worker";

create policy product on bulk_run_rows for select using ((select app_actor()) = 'system');
create policy product_tells on bulk_run_rows for update using ((select app_actor()) = 'system');
create policy own on bulk_run_rows for select using (partner_id = (select app_partner())
  and coalesce(location_id = any ((select app_places())::uuid[]), true)
  and exists (select from bulk_runs r where r.partner_id = bulk_run_rows.partner_id and r.id = run_id));
create policy looks on bulk_run_rows for insert with check (partner_id = (select app_partner()) and run_id = (select app_run()));
create policy does on bulk_run_rows for update using (partner_id = (select app_partner()) and run_id = (select app_run()));
create policy takes_out on bulk_run_rows for update using (partner_id = (select app_partner())
  and coalesce(location_id = any ((select app_places())::uuid[]), true)
  and exists (select from bulk_runs r where r.partner_id = bulk_run_rows.partner_id and r.id = run_id and r.state = 'looked'));
create policy programme_reads on bulk_run_rows for select using ((select app_actor()) = 'operator');
