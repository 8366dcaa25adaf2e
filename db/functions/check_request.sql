-- What an e-mail that asked said, for whoever has the number in it; neither who was asked nor what became of
-- it, but that the programme stopped it, or suspended its partner (P25).
create or replace function check_request(p_number text) returns table (
    engagement_name text, tenant_name text, partner_name text, location_city text, location_country text, time_zone text,
    partner_contact_name text, partner_contact_email text, partner_contact_phone text, sent_at timestamptz, consent_due_at timestamptz, stopped boolean, suspended boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select v.name, t.name, p.name, l.city, l.country, a.time_zone,
    r.partner_contact_name, r.partner_contact_email, r.partner_contact_phone, r.sent_at, r.consent_due_at,
    coalesce(r.closed_for = 'programme', false)
      or exists (select from contact_bans b where b.partner_id = r.partner_id and b.request_id = r.id and b.lifted_at is null),
    p.suspended_at is not null
  from consent_requests r join associations a on a.partner_id = r.partner_id and a.id = r.association_id join engagement_versions v on v.id = a.version_id
    join tenants t on t.id = a.tenant_id join partners p on p.id = a.partner_id 
    join locations l on l.partner_id = a.partner_id and l.id = a.location_id
  where r.number = p_number and exists (select from consent_links k where k.partner_id = r.partner_id and k.request_id = r.id)
$$;

grant execute on function check_request to :"application";
