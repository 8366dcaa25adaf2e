-- The words that a customer is found by at one partner.
create or replace function customer_search(p_tenant uuid, p_association uuid) returns text language sql stable
  security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
  select ' ' || string_agg(distinct word, ' ' order by word) from (
    select w.word from tenants t, search_words(t.name, false) w where t.id = p_tenant
    union all select p_tenant::text
    union all select t.tpid::text from tenants t where t.id = p_tenant and t.tpid is not null
    union all select w.word from tenant_domains d, search_words(d.domain, true) w where d.tenant_id = p_tenant
    union all select w.word from associations a, search_words(a.customer_email, true) w where a.id = p_association
    union all select w.word from consent_requests r, search_words(r.contact_email, true) w
      where r.association_id = p_association and r.replaced_at is null and r.closed_at is null
    union all select c.number::text from workshop_claims c where c.association_id = p_association
  ) found
$$;

grant execute on function customer_search to :"application";
