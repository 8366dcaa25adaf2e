-- The partner's own (K6): those of the locations of one's roles, with customers that one sees.
alter table follow_ups enable row level security, no force row level security;
grant select, insert on follow_ups to :"application";
grant update (day, starts_at, due_at, owner_id, done_at, done_by, revision) on follow_ups to :"web";

create policy own on follow_ups for select using (
  partner_id = (select app_partner()) and coalesce(location_id = any ((select app_places())::uuid[]), true));
create policy keeps on follow_ups for update using (
  partner_id = (select app_partner()) and coalesce(location_id = any ((select app_places())::uuid[]), true));
create policy writes on follow_ups for insert with check (
  partner_id = (select app_partner()) and coalesce(location_id = any ((select app_places())::uuid[]), true) and created_by = (select app_user())
  and (exists (select from known_customers k where k.partner_id = follow_ups.partner_id and k.tenant_id = follow_ups.tenant_id)
    or exists (select from associations a where a.partner_id = follow_ups.partner_id and a.tenant_id = follow_ups.tenant_id)));
