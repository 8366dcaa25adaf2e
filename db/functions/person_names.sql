-- O24: the full names under which an address is known here, in small letters, to find where a person is spoken of.
create or replace function person_names(p_address text) returns text[] language sql stable
  security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct n.name), '{}') from (
    select lower(btrim(regexp_replace(name, '\s+', ' ', 'g'))) as name from (
      select contact_first_name || ' ' || contact_last_name as name from consent_requests where lower(contact_email) = lower(p_address)
      union select d.full_name from consent_decisions d where lower(d.contact_email) = lower(p_address)
      union select partner_contact_name from consent_requests where lower(partner_contact_email) = lower(p_address)
      union select contact_first_name || ' ' || contact_last_name from workshop_claims where lower(contact_email) = lower(p_address)
      union select partner_contact_name from workshop_claims where lower(partner_contact_email) = lower(p_address)
      union select unnest(array[recipient_name, answered_name]) from claim_surveys where lower(recipient_email) = lower(p_address)
      union select contact_name from contact_releases where lower(contact_email) = lower(p_address)
      union select contact_name from imported_rounds where lower(contact_email) = lower(p_address)
      union select full_name from invitations where lower(email) = lower(p_address)
      union select unnest(names) from person_requests where lower(address) = lower(p_address)
      union select name from users where lower(email) = lower(p_address)) said) n
  -- A single word is anybody's.
  where length(n.name) >= 5 and n.name like '% %'
$$;
