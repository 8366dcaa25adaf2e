-- Sealed secrets of one-time codes: for where people sign in, and for what replaces a key, alone.
alter table code_secrets enable row level security, no force row level security;
grant select, insert, update (sealed, key, last_step, added_at), delete on code_secrets to :"web";
grant select, update (sealed, key) on code_secrets to :"worker";

create policy sign_in on code_secrets for all using ((select app_actor()) in ('door', 'system'));
