-- D18, D19: no customer survey is answered by a contact who may not be asked, or not any more.
create or replace function survey_is_released() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare c workshop_claims;
begin
  -- O24: what was answered loses words of somebody else, also where its own contact may not be asked any more.
  if app_erases() then return new; end if;
  select * into c from workshop_claims where partner_id = new.partner_id and id = new.claim_id;
  if new.closed_at is not null or contact_is_own(new.partner_id, new.recipient_email, c.partner_contact_email)
    or contact_is_banned(new.partner_id, c.association_id, new.recipient_email) then
    raise exception 'the contact is the partner''s own' using errcode = 'check_violation', constraint = 'claim_surveys_contact_own';
  elsif contact_standing(new.partner_id, new.release_id) <> 'released' then
    raise exception 'the contact was not released' using errcode = 'check_violation', constraint = 'claim_surveys_contact_released';
  end if;
  return new;
end $$;
