-- Who runs the programme: everybody may know it, for people outside read it. An administrator changes it.
alter table programme enable row level security, no force row level security;
grant select on programme to :"application";
grant update (name, sender_name, organisation, address, email, privacy, privacy_en, privacy_nl, language, time_zone,
  location_id_name, accent_light, accent_dark, logo, logo_type, logo_hash, kept_years, operators_factor, approver_pays, two_editors, live_lookup, currency,
  revision, changed_at, changed_by)
  on programme to :"web";

create policy reads on programme for select using (true);
create policy administrator_changes on programme for update using ((select app_may('settings.programme')))
  with check (changed_by = (select app_user()));
