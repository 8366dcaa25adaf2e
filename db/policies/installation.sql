-- What this installation is: everybody may know it, before it is said for whom; written by migrate alone.
alter table installation enable row level security, no force row level security;
grant select on installation to :"application";

create policy reads on installation for select using (true);
create policy owner_writes on installation for all using ((select app_actor()) = 'system');
