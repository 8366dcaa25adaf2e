-- Everybody signed in reads, the programme writes.
alter table engagement_rates enable row level security, no force row level security;
grant select on engagement_rates to :"application";
grant insert, update (amount_minor) on engagement_rates to :"worker";

create policy reads on engagement_rates for select using ((select app_actor()) in ('partner', 'visitor', 'operator', 'system'));
create policy programme on engagement_rates for all using ((select app_actor()) in ('operator', 'system'));
