-- A visitor has the request of its link; the partner's people those of the rounds they see.
alter table consent_requests enable row level security, force row level security;
grant select, insert, update on consent_requests to :"application";

create policy own on consent_requests for all using (
  app_owns(partner_id)
  and (app_actor() <> 'visitor' or id = app_request())
  and (app_actor() <> 'partner' or exists (select from associations a where a.partner_id = consent_requests.partner_id and a.id = association_id)));
create policy stops on consent_requests for update using (app_reviews(partner_id))
  with check (app_reviews(partner_id) and closed_for = 'programme');
create policy programme_reads on consent_requests for select using (app_actor() = 'operator');
