-- A projection, read by location: triggers alone write it.
-- Not forced on the owner: an index for searches serves nobody whom policies hold, and the owner's own
-- functions (`*_hits`) filter by who asks themselves.
alter table claim_lines enable row level security, no force row level security;
grant select on claim_lines to :"application";

create policy own on claim_lines for all using (app_owns(partner_id) and app_actor() <> 'visitor'
  and (app_actor() <> 'partner' or app_sees(location_id)));
create policy programme_reads on claim_lines for select using (
  app_actor() = 'operator' and exists (select from workshop_claims c where c.partner_id = claim_lines.partner_id and c.id = claim_id));
