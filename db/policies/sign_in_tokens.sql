-- Links to sign in, for the product alone.
alter table sign_in_tokens enable row level security, force row level security;
grant select, insert, update, delete on sign_in_tokens to :"application";

create policy system_only on sign_in_tokens for all using (app_actor() = 'system');
