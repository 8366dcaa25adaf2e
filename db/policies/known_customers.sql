-- Owned by a partner: nobody else's rows exist for its people.
alter table known_customers enable row level security, no force row level security;
grant select on known_customers to :"application";
grant insert on known_customers to :"application";

grant delete on known_customers to :"worker";

create policy own on known_customers for select using ((select app_actor()) = 'system' or partner_id = (select app_partner()));
create policy visited on known_customers for select using (partner_id = (select app_visited())
  and tenant_id = (select a.tenant_id from associations a where a.partner_id = (select app_visited()) and a.id = (select app_round())));
create policy consents on known_customers for insert with check (imported_by is null and partner_id = (select app_visited())
  and tenant_id = (select a.tenant_id from associations a where a.partner_id = (select app_visited()) and a.id = (select app_round())));
create policy imports on known_customers for insert with check ((select app_may('partners.manage'))
  and partner_id <> all ((select app_affiliated())::uuid[]) and imported_by = (select app_user()));
create policy programme_reads on known_customers for select using ((select app_actor()) = 'operator');
-- P23: gone from a file that was the whole list; never what somebody consented to (S6).
create policy unlists on known_customers for delete using ((select app_may('partners.manage'))
  and partner_id <> all ((select app_affiliated())::uuid[]) and imported_by is not null);
create policy only_listed on known_customers as restrictive for delete to :"worker"
  using (import_removes('known', partner_id || ' ' || tenant_id));
