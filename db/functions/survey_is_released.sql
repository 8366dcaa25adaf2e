-- D19: no customer survey is answered by a contact who may not be asked.
create or replace function survey_is_released() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if contact_standing(new.release_id) <> 'released' then
    raise exception 'the contact was not released' using errcode = 'check_violation', constraint = 'claim_surveys_contact_released';
  end if;
  return new;
end $$;
