-- A partner's people have the rounds of the locations of their roles; the programme reads.
alter table associations enable row level security, force row level security;
grant select, insert, update on associations to :"application";

create policy own on associations for all using (
  app_owns(partner_id) and (app_actor() <> 'partner' or app_sees(location_id)));
create policy programme_reads on associations for select using (app_actor() = 'operator');
