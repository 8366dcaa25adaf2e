-- A run is its maker's, and everybody's who acts for the whole company; the programme reads (B4).
alter table bulk_runs enable row level security, no force row level security;
grant select, insert on bulk_runs to :"application";
grant update (state, pass, began_at, began_by, moved_at, ended_at, stop_asked, failure) on bulk_runs to :"web";
grant update (state, pass, rows_sha256, looked_at, moved_at, ended_at, stop_asked, failure, position, rows, done, already, refused, came, went)
  on bulk_runs to :"worker";

create policy product on bulk_runs for select using ((select app_actor()) = 'system');
create policy product_tells on bulk_runs for update using ((select app_actor()) = 'system');
create policy own on bulk_runs for select using (partner_id = (select app_partner()) and ((select app_places()) is null or made_by = (select app_user())));
create policy begins on bulk_runs for insert
  with check (partner_id = (select app_partner()) and made_by = (select app_user()) and state = 'looking' and began_by is null and rows = 0);
create policy goes_on on bulk_runs for update using (partner_id = (select app_partner()) and ((select app_places()) is null or made_by = (select app_user())));
create policy programme_reads on bulk_runs for select using ((select app_actor()) = 'operator');
