-- Words of the programme: everybody signed in reads them. A catalogue editor changes them (P9).
alter table market_countries enable row level security, no force row level security;
grant select on market_countries to :"application";
grant insert, delete, update (band) on market_countries to :"web";

create policy reads on market_countries for select using ((select app_actor()) in ('partner', 'visitor', 'operator', 'system'));
create policy editor_writes on market_countries for all using ((select app_may('engagements.edit')))
  with check ((select app_may('engagements.edit')));
