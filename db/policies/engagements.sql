-- Everybody signed in reads, the programme writes.
alter table engagements enable row level security, no force row level security;
grant select on engagements to :"application";
grant insert, update (slug, name, solution_area, engagement_type, partner_role, summary, available_from, available_until, last_day_to_add,
  consents_per_customer, consent_days, delivery_days, review_days, dispute_days, clock_stands_still, partner_criteria, customer_criteria,
  customer_countries, poe, surveys, resources, demonstration_thresholds) on engagements to :"worker";

create policy reads on engagements for select using ((select app_actor()) in ('partner', 'visitor', 'operator', 'system'));
create policy programme on engagements for all using ((select app_actor()) in ('operator', 'system'));
