-- Words of the programme: everybody signed in reads them. A catalogue editor changes them (P9).
alter table market_bands enable row level security, no force row level security;
grant select on market_bands to :"application";
grant insert, delete, update (label_en, label_nl, elsewhere, revision, changed_at, changed_by) on market_bands to :"web";

create policy reads on market_bands for select using ((select app_actor()) in ('partner', 'visitor', 'operator', 'system'));
create policy editor_writes on market_bands for all using ((select app_may('engagements.edit')))
  with check ((select app_may('engagements.edit')) and changed_by = (select app_user()));
