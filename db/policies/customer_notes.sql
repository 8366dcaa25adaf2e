-- The partner's own (K6): those who see the customer read and write, each under their own name, and nothing is taken back.
alter table customer_notes enable row level security, no force row level security;
grant select, insert on customer_notes to :"application";

create policy own on customer_notes for select using (partner_id = (select app_partner())
  and (exists (select from known_customers k where k.partner_id = customer_notes.partner_id and k.tenant_id = customer_notes.tenant_id)
    or exists (select from associations a where a.partner_id = customer_notes.partner_id and a.tenant_id = customer_notes.tenant_id)));
create policy writes on customer_notes for insert with check (partner_id = (select app_partner()) and author_id = (select app_user())
  and (exists (select from known_customers k where k.partner_id = customer_notes.partner_id and k.tenant_id = customer_notes.tenant_id)
    or exists (select from associations a where a.partner_id = customer_notes.partner_id and a.tenant_id = customer_notes.tenant_id)));
