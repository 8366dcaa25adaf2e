-- A partner's people read those of the locations of their roles; staff read, and whoever makes payments gathers and takes
-- out (P5); of one's own company the trigger lets nobody decide (P6).
alter table payment_lines enable row level security, no force row level security;
grant select on payment_lines to :"application";
grant insert, update (state, hold, payment_id) on payment_lines to :"web";

create policy own on payment_lines for select using ((select app_actor()) = 'system'
  or (partner_id = (select app_partner()) and coalesce(location_id = any ((select app_places())::uuid[]), true)));
create policy programme_reads on payment_lines for select using ((select app_actor()) = 'operator');
create policy gathers on payment_lines for insert with check ((select app_may('payments.run')));
create policy acts on payment_lines for update using ((select app_may('payments.run')));
