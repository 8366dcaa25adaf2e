-- A partner has its own people; staff have themselves and read.
alter table users enable row level security, force row level security;
grant select, insert, update, delete on users to :"application";

create policy own on users for all using (
  app_owns(partner_id) or (app_actor() = 'operator' and id = app_user()));
create policy programme_reads on users for select using (app_actor() = 'operator');
