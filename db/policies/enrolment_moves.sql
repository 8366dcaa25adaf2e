-- What became of an enrolment stays. A partner's people read it of their locations and admins move it; staff who do not
-- belong to the partner decide (P6).
alter table enrolment_moves enable row level security, force row level security;
grant select on enrolment_moves to :"application";
grant insert on enrolment_moves to :"application";

create policy own on enrolment_moves for select using ((select app_actor()) = 'system'
  or (partner_id = (select app_partner()) and coalesce(location_id = any ((select app_places())::uuid[]), true)));
create policy partner_moves on enrolment_moves for insert
  with check (mover = 'partner' and partner_id = (select app_partner()) and coalesce(location_id = any ((select app_places())::uuid[]), true));
create policy programme_moves on enrolment_moves for insert
  with check (mover = 'operator' and (select app_may('partners.enrol')) and partner_id <> all ((select app_affiliated())::uuid[]));
create policy programme_reads on enrolment_moves for select using ((select app_actor()) = 'operator');
-- O23: nobody changes it but the owner's functions that take a person out.
create policy erases on enrolment_moves for update using ((select app_erases()));
