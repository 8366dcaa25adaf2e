-- A partner's people have the rounds of the locations of their roles; the programme reads.
alter table associations enable row level security, no force row level security;
grant select, insert on associations to :"application";
grant update (requested_at, consented_at, consent_slot, delivery_due_at, submitted_at, ended_at, end_reason, end_note, owner_id)
  on associations to :"application";

create policy own on associations for all using (
  (select app_actor()) = 'system' or (partner_id = (select app_partner()) and coalesce(location_id = any ((select app_places())::uuid[]), true)));
create policy visited on associations for select using (partner_id = (select app_visited()) and id = (select app_round()));
create policy answers on associations for update using (partner_id = (select app_visited()) and id = (select app_round()));
create policy programme_reads on associations for select using ((select app_actor()) = 'operator');
