-- A draft belongs to the person who writes it.
alter table drafts enable row level security, force row level security;
grant select, insert, update, delete on drafts to :"application";

create policy own on drafts for all using (app_owns(partner_id) and (app_actor() <> 'partner' or user_id = app_user()));
