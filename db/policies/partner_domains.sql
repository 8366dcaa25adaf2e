-- A partner's people read the domains of their company; staff who do not belong to it keep them (D19, P25).
alter table partner_domains enable row level security, no force row level security;
grant select on partner_domains to :"application";
grant insert, delete on partner_domains to :"web";

create policy own on partner_domains for select using ((select app_actor()) = 'system' or partner_id = (select app_partner()) or partner_id = (select app_visited()));
create policy programme_reads on partner_domains for select using ((select app_actor()) in ('operator', 'system'));
create policy adds on partner_domains for insert
  with check ((select app_may('partners.domains')) and partner_id <> all ((select app_affiliated())::uuid[]));
create policy removes on partner_domains for delete
  using ((select app_may('partners.domains')) and partner_id <> all ((select app_affiliated())::uuid[]));
