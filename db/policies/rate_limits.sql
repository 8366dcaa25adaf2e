-- Asked for outside of any actor's transaction, before anybody is known: open to the application. What is over may go.
alter table rate_limits enable row level security, no force row level security;
grant select, insert, update (points, expire), delete on rate_limits to :"application";

create policy reads on rate_limits for select using (true);
create policy begins on rate_limits for insert with check (true);
create policy counts on rate_limits for update using (true);
create policy ends on rate_limits for delete using (expire < extract(epoch from now()) * 1000);
