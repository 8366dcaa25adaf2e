-- D19: staff who do not belong to the partner forbid an address, and lift that once; the whole company knows of it.
alter table contact_bans enable row level security, no force row level security;
grant select, insert on contact_bans to :"application";
grant update (lifted_at, lifted_by, lifted_why) on contact_bans to :"application";

create policy own on contact_bans for select using ((select app_actor()) = 'system' or (partner_id = (select app_partner())
  and exists (select from associations a where a.partner_id = contact_bans.partner_id and a.tenant_id = contact_bans.tenant_id)));
create policy programme_reads on contact_bans for select using ((select app_actor()) = 'operator');
create policy bans on contact_bans for insert
  with check ((select app_may('reports.handle')) and partner_id <> all ((select app_affiliated())::uuid[]) and lifted_at is null
    and banned_by = (select app_user()) and app_tells_now(banned_at));
create policy lifts on contact_bans for update
  using ((select app_may('reports.handle')) and partner_id <> all ((select app_affiliated())::uuid[]) and lifted_at is null)
  with check ((select app_may('reports.handle')) and partner_id <> all ((select app_affiliated())::uuid[])
    and lifted_by = (select app_user()) and app_tells_now(lifted_at));
