-- Where a location stands follows from its moves (P27) and its payee profile (P28): nobody but the owner's functions writes it.
create or replace function location_follows() returns trigger language plpgsql as $$
begin
  if current_user = app_owner() then return new; end if;
  if tg_op = 'INSERT' and (new.enrolment, new.payee_profile) is distinct from ('invited'::enrolment, 'missing'::payee_profile)
    or tg_op = 'UPDATE' and (new.enrolment, new.payee_profile) is distinct from (old.enrolment, old.payee_profile) then
    raise exception 'a location begins invited, and moves by its moves' using errcode = 'insufficient_privilege', constraint = 'locations_follow';
  end if;
  return new;
end $$;
