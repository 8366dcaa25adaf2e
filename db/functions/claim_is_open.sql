-- Proof changes while the partner works on the claim: it is held there until the transaction ends.
create or replace function claim_is_open(p_partner uuid, p_claim uuid) returns boolean language plpgsql
  security definer set search_path = public, pg_temp as $$
declare s claim_status;
begin
  select status into s from workshop_claims where partner_id = p_partner and id = p_claim and app_asks_for(p_partner) for share;
  return coalesce(s in ('editing', 'action_required'), false);
end $$;

grant execute on function claim_is_open to :"application";
