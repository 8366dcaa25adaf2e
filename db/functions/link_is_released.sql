-- A link is what is mailed: none is made for a contact who may not be asked.
create or replace function link_is_released() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare release uuid;
begin
  if tg_table_name = 'consent_links' then
    select release_id into release from consent_requests where partner_id = new.partner_id and id = (to_jsonb(new)->>'request_id')::uuid;
  else
    select release_id into release from claim_surveys where partner_id = new.partner_id and id = (to_jsonb(new)->>'survey_id')::uuid;
  end if;
  if contact_standing(new.partner_id, release) <> 'released' then
    raise exception 'the contact was not released' using errcode = 'check_violation', constraint = 'links_contact_released';
  end if;
  return new;
end $$;
