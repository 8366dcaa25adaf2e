-- An ended round in History, and a claim in its list, are found by the same words as the customer.
create or replace function project_found_by(p_partner uuid, p_association uuid) returns void language plpgsql
  security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  update associations a set search = customer_search(a.tenant_id, a.partner_id, a.id)
    where a.partner_id = p_partner and a.id = p_association and a.ended_at is not null
      and a.search is distinct from customer_search(a.tenant_id, a.partner_id, a.id);
  perform refresh_claim_line(c.partner_id, c.id) from workshop_claims c
    where c.partner_id = p_partner and c.association_id = p_association;
end $$;
