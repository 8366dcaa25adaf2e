-- What the provider reports, taken by the web server.
alter table email_events enable row level security, no force row level security;
grant select, insert on email_events to :"web";

create policy reports on email_events for all using ((select app_actor()) in ('door', 'system'));
