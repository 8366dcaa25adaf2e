-- Asked for outside of any actor's transaction, before anybody is known: open to the application.
alter table rate_limits enable row level security, no force row level security;
grant select, insert, update, delete on rate_limits to :"application";

create policy counts on rate_limits for all using (true);
