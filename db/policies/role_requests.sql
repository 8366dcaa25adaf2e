-- U5: somebody asks for themselves; who may give the role decides, never on their own.
alter table role_requests enable row level security, no force row level security;
grant select, insert on role_requests to :"application";
grant update (decided_at, decided_by, agreed, note) on role_requests to :"web";

create policy product on role_requests for all using ((select app_actor()) = 'system');
create policy own on role_requests for select using (
  (partner_id = (select app_partner())
    and ((select app_places()) is null or location_id is null or user_id = (select app_user()) or location_id = any ((select app_places())::uuid[])))
  or (partner_id = (select app_company()) and user_id = (select app_user())));
create policy programme_reads on role_requests for select using ((select app_actor()) = 'operator');
create policy asks on role_requests for insert with check (
  partner_id in ((select app_partner()), (select app_company())) and user_id = (select app_user())
  and decided_at is null and note is null and app_tells_now(asked_at));
create policy decides on role_requests for update
  using (app_administers(partner_id, location_id) and user_id <> (select app_user()) and decided_at is null)
  with check (decided_by = (select app_user()) and app_tells_now(decided_at));
