-- A partner's people read the domains of their company; the programme keeps them.
alter table partner_domains enable row level security, force row level security;
grant select, insert, update, delete on partner_domains to :"application";

create policy own on partner_domains for select using (app_owns(partner_id));
create policy programme on partner_domains for all using (app_actor() in ('operator', 'system'));
