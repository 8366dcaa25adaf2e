-- A session belongs to its person.
alter table sessions enable row level security, force row level security;
grant select, insert, update, delete on sessions to :"application";

create policy system_only on sessions for all using (app_actor() = 'system' or user_id = app_user());
