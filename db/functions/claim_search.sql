-- What a claim is found by: its customer's name and domains, its own name, and its contacts' e-mail addresses.
create or replace function claim_search(p_claim uuid) returns text language sql stable
  security definer set search_path = public, pg_temp
  set plan_cache_mode = force_generic_plan as $$
  select coalesce(string_agg(' ' || w, '' order by w), '') from (
    select w from workshop_claims c join tenants t on t.id = c.tenant_id, words_of(t.name || ' ' || coalesce(c.friendly_name, '')) w
      where c.id = p_claim
    union select lower(d.domain) from workshop_claims c join tenant_domains d on d.tenant_id = c.tenant_id where c.id = p_claim
    union select lower(split_part(d.domain, '.', 1)) from workshop_claims c join tenant_domains d on d.tenant_id = c.tenant_id where c.id = p_claim
    union select lower(c.contact_email) from workshop_claims c where c.id = p_claim
    union select lower(a.customer_email) from workshop_claims c join associations a on a.id = c.association_id where c.id = p_claim
  ) words where w is not null
$$;
