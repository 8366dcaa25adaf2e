-- A projection, read by location: triggers alone write it.
-- Not forced on the owner: an index for searches serves nobody whom policies hold, and the owner's own
-- functions (`*_hits`) filter by who asks themselves.
alter table customers enable row level security, no force row level security;
grant select on customers to :"application";

-- Who asks is found out once for a statement, not for each of the thousands of rows that it looks at.
create policy own on customers for all using (
  (select app_actor() = 'system')
  or (partner_id = (select app_partner()) and ((select app_actor() = 'visitor') or ((select app_actor() = 'partner')
    and (location_id is null or (select current_setting('app.locations', true) = '*') or location_id = any ((select app_place_ids())::uuid[]))))));
create policy programme_reads on customers for select using ((select app_actor() = 'operator'));
