-- Links to sign in, for where people sign in alone.
alter table sign_in_tokens enable row level security, no force row level security;
grant select, insert, delete on sign_in_tokens to :"web";

create policy sign_in on sign_in_tokens for all using ((select app_actor()) in ('door', 'system'));
