-- The customer's answers stay; a visitor has the answer of its link.
alter table consent_decisions enable row level security, force row level security;
grant select on consent_decisions to :"application";
grant insert on consent_decisions to :"web";

create policy reads on consent_decisions for select using (
  (select app_actor()) = 'system' or (partner_id = (select app_partner()) and exists (select from associations a where a.partner_id = consent_decisions.partner_id and a.id = association_id))
  or (partner_id = (select app_visited()) and request_id = (select app_request())));
-- Only the customer answers: no partner, no operator and no job can write a decision.
create policy customer_answers on consent_decisions for insert with check (
  partner_id = (select app_visited()) and request_id = (select app_request())
  and link_id::text = (select (app_scope())[6]));
create policy programme_reads on consent_decisions for select using ((select app_actor()) = 'operator');
-- O23: nobody changes it but the owner's functions that take a person out.
create policy erases on consent_decisions for update using ((select app_erases()));
