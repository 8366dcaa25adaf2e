-- O24: the rounds in which an address stands, for the customer or for the partner.
create or replace function rounds_of(p_address text) returns uuid[] language sql stable
  security definer set search_path = public, pg_temp as $$
  select array(
    select association_id from consent_requests where lower(p_address) in (lower(contact_email), lower(partner_contact_email))
    union select association_id from workshop_claims where lower(p_address) in (lower(contact_email), lower(partner_contact_email))
    union select c.association_id from claim_surveys s join workshop_claims c on c.partner_id = s.partner_id and c.id = s.claim_id where lower(s.recipient_email) = lower(p_address)
    union select association_id from contact_releases where lower(contact_email) = lower(p_address)
    union select association_id from imported_rounds where lower(contact_email) = lower(p_address)
    union select id from associations where lower(customer_email) = lower(p_address))
$$;
