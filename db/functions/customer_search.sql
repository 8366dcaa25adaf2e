-- What a customer, its round and its claim are found by.
create or replace function customer_search(p_tenant uuid, p_partner uuid, p_association uuid) returns text language sql stable
  security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
  select concat(t.search, ' ' || replace(t.id::text, '-', ''), ' ' || t.tpid,
    (select string_agg(concat(' ' || replace(m.id::text, '-', ''), ' ' || m.tpid), '' order by m.id) from tenants m where m.merged_into = t.id),
    (select string_agg(search_text(d.domain), '' order by d.domain) from tenant_domains d where d.tenant_id = t.id),
    search_text(a.customer_email),
    (select string_agg(search_text(concat_ws(' ', r.contact_first_name, r.contact_last_name, r.contact_email)), '' order by r.sent_at)
      from consent_requests r where r.partner_id = a.partner_id and r.association_id = a.id and r.replaced_at is null and r.closed_at is null),
    (select search_text(concat_ws(' ', c.number, c.friendly_name, c.invoice_number, c.payment_reference, c.contact_first_name,
      c.contact_last_name, c.contact_email)) from workshop_claims c where c.partner_id = a.partner_id and c.association_id = a.id))
  from tenants t left join associations a on a.partner_id = p_partner and a.id = p_association where t.id = p_tenant
$$;
