-- What an e-mail has to say where it says it: the name of its partner; of its round the workshop, customer and place; of
-- a request for consent what that asks. The rest is what people typed, which never becomes a link.
create or replace function email_facts(p_mail emails) returns jsonb language sql stable
  security definer set search_path = public, pg_temp as $$
  select jsonb_build_object('partnerName', (select p.name from partners p where p.id = p_mail.partner_id))
    || coalesce((select jsonb_build_object('engagementName', v.name, 'tenantName', t.name, 'locationName', l.name,
        'locationCity', l.city, 'locationCountry', l.country, 'timeZone', a.time_zone, 'deliveryDays', v.delivery_days,
        'engagementSummary', v.summary -> p_mail.language)
      from associations a join engagement_versions v on v.id = a.version_id join tenants t on t.id = a.tenant_id
        join locations l on l.partner_id = a.partner_id and l.id = a.location_id
      where a.partner_id = p_mail.partner_id and a.id = p_mail.round_id), '{}')
    || coalesce((select jsonb_build_object('requestNumber', r.number, 'contactName', btrim(r.contact_first_name || ' ' || r.contact_last_name),
        'partnerContact', jsonb_build_object('name', r.partner_contact_name, 'email', r.partner_contact_email, 'phone', r.partner_contact_phone))
      from consent_links k join consent_requests r on r.partner_id = k.partner_id and r.id = k.request_id
      where p_mail.template = 'consent-request' and k.partner_id = p_mail.partner_id and k.id = uuid_in_text(p_mail.variables ->> 'linkId')), '{}')
$$;
