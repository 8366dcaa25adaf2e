-- A link is what is mailed: none is made for a contact who may not be asked. It is made now, and nobody but
-- `open_link` says which token opens it.
create or replace function link_is_released() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare
  release uuid;
  round uuid;
  email text;
begin
  if not app_owner_asks() and new.token_hash is not null then
    raise exception 'a link is opened by its e-mail' using errcode = 'check_violation', constraint = 'links_opened_by_mail';
  elsif app_asker() in ('partner', 'visitor') and not app_tells_now(new.created_at) then
    raise exception 'a link is made now' using errcode = 'check_violation', constraint = 'links_made_now';
  end if;
  if tg_table_name = 'consent_links' then
    select release_id, association_id, contact_email into release, round, email
      from consent_requests where partner_id = new.partner_id and id = (to_jsonb(new)->>'request_id')::uuid;
  else
    select s.release_id, c.association_id, s.recipient_email into release, round, email
      from claim_surveys s join workshop_claims c on c.partner_id = s.partner_id and c.id = s.claim_id
      where s.partner_id = new.partner_id and s.id = (to_jsonb(new)->>'survey_id')::uuid;
  end if;
  if contact_standing(new.partner_id, release) <> 'released' then
    raise exception 'the contact was not released' using errcode = 'check_violation', constraint = 'links_contact_released';
  elsif contact_is_banned(new.partner_id, round, email) then
    raise exception 'the programme forbade this contact' using errcode = 'check_violation', constraint = 'links_contact_banned';
  end if;
  return new;
end $$;
