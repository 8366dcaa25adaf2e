-- Everybody signed in reads, the programme writes.
alter table market_bands enable row level security, no force row level security;
grant select on market_bands to :"application";
grant insert, update (band), delete on market_bands to :"worker";

create policy reads on market_bands for select using ((select app_actor()) in ('partner', 'visitor', 'operator', 'system'));
create policy programme on market_bands for all using ((select app_actor()) in ('operator', 'system'));
