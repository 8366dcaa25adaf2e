-- The worker makes them, once a person and period; the web server finds one by its link (K7).
alter table digests enable row level security, no force row level security;
grant select on digests to :"application";
grant insert, update (email_id) on digests to :"worker";

create policy found on digests for select using ((select app_actor()) in ('door', 'system'));
create policy made on digests for insert with check ((select app_actor()) = 'system');
create policy mailed on digests for update using ((select app_actor()) = 'system');
