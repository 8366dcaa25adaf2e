-- A partner's people have the rounds of the locations of their roles; the programme reads.
alter table associations enable row level security, no force row level security;
grant select, insert, update on associations to :"application";

create policy own on associations for all using (
  (select app_actor()) = 'system' or (partner_id = (select app_partner()) and coalesce(location_id = any ((select app_places())::uuid[]), true)));
create policy programme_reads on associations for select using ((select app_actor()) = 'operator');
