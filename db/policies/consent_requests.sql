-- A visitor has the request of its link; the partner's people those of the rounds they see.
alter table consent_requests enable row level security, no force row level security;
grant select, insert, update on consent_requests to :"application";

create policy own on consent_requests for all using (
  ((select app_actor()) = 'system' or partner_id = (select app_partner()))
  and ((select app_actor()) <> 'visitor' or id = (select app_request()))
  and ((select app_actor()) <> 'partner' or exists (select from associations a where a.partner_id = consent_requests.partner_id and a.id = association_id)));
create policy stops on consent_requests for update
  using ((select app_asker()) = 'operator' and partner_id <> all ((select app_affiliated())::uuid[]))
  with check ((select app_asker()) = 'operator' and partner_id <> all ((select app_affiliated())::uuid[]) and closed_for = 'programme');
create policy programme_reads on consent_requests for select using ((select app_actor()) = 'operator');
