-- Who people are at their providers: for where people sign in, alone.
alter table identities enable row level security, no force row level security;
grant select, insert, update (last_used_at), delete on identities to :"web";

create policy sign_in on identities for all using ((select app_actor()) in ('door', 'system'));
