-- A partner's people read those of the locations of their roles; staff read, and whoever makes payments makes them and says
-- what became of them (P5).
alter table payments enable row level security, no force row level security;
grant select on payments to :"application";
grant insert, update (paid_on, reference, failed_as, failed_why, told_at, told_by,
  returned_on, returned_as, returned_why, returned_at, returned_by) on payments to :"web";

create policy own on payments for select using ((select app_actor()) = 'system'
  or (partner_id = (select app_partner()) and coalesce(location_id = any ((select app_places())::uuid[]), true)));
create policy programme_reads on payments for select using ((select app_actor()) = 'operator');
create policy makes on payments for insert with check ((select app_may('payments.run')));
create policy tells on payments for update
  using ((select app_may('payments.run')) and partner_id <> all ((select app_affiliated())::uuid[]));
