-- O25: whether a legal hold is on a round: on its claim, or on its customer.
create or replace function is_held(p_partner uuid, p_round uuid) returns boolean language sql stable
  security definer set search_path = public, pg_temp as $$
  select exists (select from associations a join legal_holds h on h.lifted_at is null
      and (standing_tenant(h.tenant_id) = a.tenant_id
        or h.partner_id = a.partner_id and h.claim_id in (select c.id from workshop_claims c where c.partner_id = a.partner_id and c.association_id = a.id))
    where a.partner_id = p_partner and a.id = p_round)
$$;
