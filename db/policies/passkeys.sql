-- What people prove with beside a link: for where people sign in, alone.
alter table passkeys enable row level security, no force row level security;
grant select, insert, update (counter, last_used_at), delete on passkeys to :"web";

create policy sign_in on passkeys for all using ((select app_actor()) in ('door', 'system'));
