-- The customer's answers stay; a visitor has the answer of its link.
alter table consent_decisions enable row level security, force row level security;
grant select, insert on consent_decisions to :"application";

create policy reads on consent_decisions for select using (
  app_owns(partner_id) and (app_actor() <> 'visitor' or request_id = app_request()));
-- Only the customer answers: no partner, no operator and no job can write a decision.
create policy customer_answers on consent_decisions for insert with check (
  app_actor() = 'visitor' and partner_id = app_partner() and request_id = app_request());
create policy programme_reads on consent_decisions for select using (app_actor() = 'operator');
