-- What the provider reports, for the product alone.
alter table email_events enable row level security, force row level security;
grant select, insert, update on email_events to :"application";

create policy system_only on email_events for all using (app_actor() = 'system');
