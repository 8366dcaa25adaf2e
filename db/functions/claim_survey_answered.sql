-- Whether this survey of a claim is answered.
create or replace function claim_survey_answered(p_partner uuid, p_claim uuid, p_kind text) returns boolean language sql stable
  security definer set search_path = public, pg_temp as $$
  select app_asks_for(p_partner) and exists (select from claim_surveys s where s.partner_id = p_partner and s.claim_id = p_claim and s.kind = p_kind
    and s.replaced_at is null and s.answered_at is not null)
$$;

grant execute on function claim_survey_answered to :"application";
