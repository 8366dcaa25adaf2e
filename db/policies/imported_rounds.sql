-- A partner's people have those of the rounds they see; the programme reads. `import_rounds` alone writes.
alter table imported_rounds enable row level security, no force row level security;
grant select on imported_rounds to :"application";

create policy own on imported_rounds for select using (
  (select app_actor()) = 'system' or (partner_id = (select app_partner()) and exists (select from associations a where a.partner_id = imported_rounds.partner_id and a.id = association_id)));
create policy programme_reads on imported_rounds for select using ((select app_actor()) = 'operator');
