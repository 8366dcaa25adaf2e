-- A projection, read by location: triggers alone write it.
alter table customer_words enable row level security, force row level security;
grant select on customer_words to :"application";

-- Who asks is found out once for a statement, not for each of the thousands of rows that it looks at.
create policy own on customer_words for all using (
  (select app_actor() = 'system')
  or (partner_id = (select app_partner()) and ((select app_actor() = 'visitor') or ((select app_actor() = 'partner')
    and (location_id is null or (select current_setting('app.locations', true) = '*') or location_id = any ((select app_place_ids())::uuid[]))))));
