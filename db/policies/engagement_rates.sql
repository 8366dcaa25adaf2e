-- Everybody signed in reads, the programme writes.
alter table engagement_rates enable row level security, no force row level security;
grant select on engagement_rates to :"application";
grant insert, update (amount_minor, proposed_by, agreed_at, agreed_by) on engagement_rates to :"application";

create policy reads on engagement_rates for select using ((select app_actor()) in ('operator', 'system')
  or agreed_at is not null and (select app_actor()) in ('partner', 'visitor'));
create policy editor_writes on engagement_rates for all using ((select app_may('engagements.edit')))
  with check ((select app_may('engagements.edit')) and (select app_user()) in (proposed_by, agreed_by));
