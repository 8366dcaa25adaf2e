-- A projection, read by location: triggers alone write it.
alter table claim_lines enable row level security, no force row level security;
grant select on claim_lines to :"application";

create policy own on claim_lines for all using ((select app_actor()) = 'system' or (partner_id = (select app_partner())
  and coalesce(location_id = any ((select app_places())::uuid[]), true)));
create policy programme_reads on claim_lines for select using (
  (select app_actor()) = 'operator' and exists (select from workshop_claims c where c.partner_id = claim_lines.partner_id and c.id = claim_id));
