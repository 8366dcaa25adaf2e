-- Everybody signed in reads what was published, the programme's staff its drafts too; the programme writes.
alter table engagement_versions enable row level security, no force row level security;
grant select on engagement_versions to :"application";
grant insert, update (name, summary, consent_days, delivery_days, review_days, dispute_days, clock_stands_still, partner_criteria,
  customer_criteria, customer_countries, poe, surveys, resources, demonstration_thresholds, holds_from, proposed_at, proposed_by,
  published_at, published_by, withdrawn_at, withdrawn_by, revision, changed_at, changed_by) on engagement_versions to :"application";

create policy reads on engagement_versions for select
  using ((select app_actor()) in ('operator', 'system') or published_at is not null and (select app_actor()) in ('partner', 'visitor'));
create policy editor_writes on engagement_versions for all using ((select app_may('engagements.edit')))
  with check ((select app_may('engagements.edit')) and (select app_user()) in (changed_by, withdrawn_by));
