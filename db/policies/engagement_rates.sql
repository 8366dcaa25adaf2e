-- Everybody signed in reads, the programme writes.
alter table engagement_rates enable row level security, force row level security;
grant select, insert, update, delete on engagement_rates to :"application";

create policy reads on engagement_rates for select using (app_actor() in ('partner', 'visitor', 'operator', 'system'));
create policy programme on engagement_rates for all using (app_actor() in ('operator', 'system'));
