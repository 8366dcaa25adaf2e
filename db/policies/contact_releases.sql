-- D19: a partner asks for a release, which comes undecided; nobody of the partner, and no member of staff who belongs to it, decides.
alter table contact_releases enable row level security, no force row level security;
grant select, insert on contact_releases to :"application";
grant update (decision, decided_at, decided_by, note) on contact_releases to :"web";
grant update (told_at) on contact_releases to :"worker";

create policy own on contact_releases for select using ((select app_actor()) = 'system' or (partner_id = (select app_partner())
  and exists (select from associations a where a.partner_id = contact_releases.partner_id and a.tenant_id = contact_releases.tenant_id)));
create policy asks on contact_releases for insert with check (
  (select app_actor()) = 'system' or (partner_id = (select app_partner()) and asked_by = (select app_user())
    and exists (select from associations a where a.partner_id = contact_releases.partner_id and a.id = association_id)
    and decision is null and decided_at is null and decided_by is null and note is null and told_at is null));
create policy tells on contact_releases for update using ((select app_actor()) = 'system');
create policy decides on contact_releases for update
  using ((select app_may('contacts.release')) and partner_id <> all ((select app_affiliated())::uuid[]))
  with check ((select app_may('contacts.release')) and partner_id <> all ((select app_affiliated())::uuid[]) and decided_by = (select app_user()));
create policy programme_reads on contact_releases for select using ((select app_actor()) = 'operator');
