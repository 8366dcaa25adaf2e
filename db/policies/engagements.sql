-- Everybody signed in reads, the programme writes.
alter table engagements enable row level security, no force row level security;
grant select on engagements to :"application";
grant insert, update (slug, solution_area, engagement_type, partner_role, available_from, available_until, last_day_to_add,
  consents_per_customer, opened_at, revision, changed_at, changed_by) on engagements to :"application";

create policy reads on engagements for select using ((select app_actor()) in ('operator', 'system')
  or opened_at is not null and (select app_actor()) in ('partner', 'visitor'));
create policy editor_writes on engagements for all using ((select app_may('engagements.edit')))
  with check ((select app_may('engagements.edit')) and changed_by = (select app_user()));
