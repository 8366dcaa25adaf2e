-- D19: whether an address is within the tenant's domains, or this release of the partner is about it.
create or replace function contact_is_spoken_of(p_partner uuid, p_tenant uuid, p_email text, p_release uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select app_known() and exists (select from tenant_domains d where d.tenant_id = p_tenant
      and ('.' || substring(lower(p_email) from '[^@]*$')) like ('%.' || d.domain))
    or app_asks_for(p_partner) and exists (select from contact_releases r where r.partner_id = p_partner and r.tenant_id = p_tenant and r.id = p_release
      and lower(r.contact_email) = lower(p_email))
$$;

grant execute on function contact_is_spoken_of to :"application";
