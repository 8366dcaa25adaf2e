-- A projection, read by location: triggers alone write it.
alter table claim_words enable row level security, force row level security;
grant select on claim_words to :"application";

create policy own on claim_words for all using (app_owns(partner_id) and app_actor() <> 'visitor'
  and (app_actor() <> 'partner' or app_sees(location_id)));
create policy programme_reads on claim_words for select using (app_actor() = 'operator');
