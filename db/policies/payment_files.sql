-- Made by the worker, once; taken by whoever makes payments, and by nobody else (P30).
alter table payment_files enable row level security, no force row level security;
grant select on payment_files to :"application";
grant insert, update (key_id, sealed) on payment_files to :"worker";

create policy takes on payment_files for select using ((select app_may('payments.run')));
create policy makes on payment_files for all using ((select app_actor()) = 'system');
