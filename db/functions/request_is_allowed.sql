-- D19: a partner asks nobody outside of the tenant's domains without a word of release about that very address, and
-- nobody whom the programme forbade it to ask.
create or replace function request_is_allowed() returns trigger language plpgsql as $$
begin
  if app_actor() = 'partner'
    and not exists (
      select from associations a join tenant_domains d on d.tenant_id = a.tenant_id
      where a.partner_id = new.partner_id and a.id = new.association_id
        and ('.' || mail_domain(new.contact_email)) like ('%.' || d.domain))
    and not exists (
      select from associations a join contact_releases r on r.partner_id = a.partner_id and r.tenant_id = a.tenant_id
      where a.partner_id = new.partner_id and a.id = new.association_id and r.id = new.release_id
        and lower(r.contact_email) = lower(new.contact_email)) then
    raise exception 'nobody spoke of this contact' using errcode = 'check_violation', constraint = 'consent_requests_contact_allowed';
  end if;
  if app_actor() = 'partner' and contact_is_banned(new.partner_id, new.association_id, new.contact_email) then
    raise exception 'the programme forbade this contact' using errcode = 'check_violation', constraint = 'consent_requests_contact_banned';
  end if;
  return new;
end $$;
