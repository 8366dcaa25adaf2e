-- Everybody signed in reads, the programme writes.
alter table market_bands enable row level security, force row level security;
grant select, insert, update, delete on market_bands to :"application";

create policy reads on market_bands for select using (app_actor() in ('partner', 'visitor', 'operator', 'system'));
create policy programme on market_bands for all using (app_actor() in ('operator', 'system'));
