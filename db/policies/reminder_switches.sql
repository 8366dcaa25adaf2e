-- A visitor has the switch of its link. Nobody reads the hashes of their tokens.
alter table reminder_switches enable row level security, no force row level security;
grant select (id, partner_id, request_id, key_id, created_at, off_at) on reminder_switches to :"application";
grant insert on reminder_switches to :"worker";
grant update (off_at) on reminder_switches to :"web";

create policy product on reminder_switches for all using ((select app_actor()) = 'system');
create policy visited on reminder_switches for all using (partner_id = (select app_visited()) and request_id = (select app_request()));
