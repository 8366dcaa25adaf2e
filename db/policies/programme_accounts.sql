-- Staff read what people see of it, an administrator gives it; the account itself is written by web servers and read by the worker alone.
alter table programme_accounts enable row level security, no force row level security;
grant select (version, name, bic, last_four, key_id, given_at, given_by) on programme_accounts to :"application";
grant insert on programme_accounts to :"web";
grant select (sealed), update (sealed, key_id) on programme_accounts to :"worker";

create policy programme_reads on programme_accounts for select using ((select app_actor()) = 'operator');
create policy administrator_gives on programme_accounts for insert with check ((select app_may('settings.programme')));
create policy worker_pays on programme_accounts for all using ((select app_actor()) = 'system');
