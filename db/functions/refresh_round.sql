-- O23: what a round and its claim are found by, anew, after a person was taken out.
create or replace function refresh_round(p_partner uuid, p_round uuid) returns void language plpgsql
  security definer set search_path = public, pg_temp as $$
declare a associations;
begin
  select * into a from associations where partner_id = p_partner and id = p_round;
  if a.search is not null then
    update associations set search = customer_search(a.tenant_id, a.partner_id, a.id) where partner_id = p_partner and id = p_round and ended_at is not null;
  end if;
  perform refresh_customer(a.partner_id, a.engagement_id, a.tenant_id);
  perform refresh_claim_line(c.partner_id, c.id) from workshop_claims c where c.partner_id = p_partner and c.association_id = p_round;
end $$;
