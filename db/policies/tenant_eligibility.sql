-- Whether criteria are met, for everybody who is known.
alter table tenant_eligibility enable row level security, no force row level security;
grant select, insert, update (met, near, evaluated_at) on tenant_eligibility to :"application";

create policy tenant_eligibility_all on tenant_eligibility for all
  using ((select app_actor()) in ('partner', 'visitor', 'operator', 'system'));
