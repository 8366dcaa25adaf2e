-- A partner's people read the domains of their company; the programme keeps them.
alter table partner_domains enable row level security, no force row level security;
grant select on partner_domains to :"application";

create policy own on partner_domains for select using (((select app_actor()) = 'system' or partner_id = (select app_partner())));
create policy programme on partner_domains for all using ((select app_actor()) in ('operator', 'system'));
