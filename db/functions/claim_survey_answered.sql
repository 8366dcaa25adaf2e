-- Whether this survey of a claim is answered.
create or replace function claim_survey_answered(p_claim uuid, p_kind text) returns boolean language sql stable
  security definer set search_path = public, pg_temp as $$
  select exists (select from claim_surveys s where s.claim_id = p_claim and s.kind = p_kind and s.answered_at is not null)
$$;

grant execute on function claim_survey_answered to :"application";
