-- Words of the programme: everybody signed in reads them. A catalogue editor changes them (P9).
alter table partner_roles enable row level security, no force row level security;
grant select on partner_roles to :"application";
grant insert, delete, update (label_en, label_nl, with_customers, revision, changed_at, changed_by) on partner_roles to :"web";

create policy reads on partner_roles for select using ((select app_actor()) in ('partner', 'visitor', 'operator', 'system'));
create policy editor_writes on partner_roles for all using ((select app_may('engagements.edit')))
  with check ((select app_may('engagements.edit')) and changed_by = (select app_user()));
