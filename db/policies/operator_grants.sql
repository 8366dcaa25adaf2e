-- The roles of the programme's staff, who read them. An administrator gives and takes, never their own (P5), who proved just now who they are (U13).
alter table operator_grants enable row level security, no force row level security;
grant select on operator_grants to :"application";
grant insert, delete on operator_grants to :"web";

create policy system_reads on operator_grants for select using ((select app_actor()) = 'system');
create policy programme_reads on operator_grants for select using ((select app_actor()) = 'operator');
create policy gives on operator_grants for insert with check ((select app_may('operators.manage')) and (select app_fresh())
  and user_id <> (select app_user()) and granted_by = (select app_user()) and app_tells_now(granted_at));
create policy takes on operator_grants for delete using ((select app_may('operators.manage')) and (select app_fresh()) and user_id <> (select app_user()));
create policy sign_in on operator_grants for select using ((select app_actor()) = 'door');
