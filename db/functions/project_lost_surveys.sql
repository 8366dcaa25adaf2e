-- `claim_lines` follows the e-mails of its surveys.
create or replace function project_lost_surveys() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare claim uuid;
begin
  if tg_table_name = 'emails' then
    select s.claim_id into claim from claim_surveys s where s.partner_id = new.partner_id and s.id = new.survey_id;
  else
    claim := new.claim_id;
  end if;
  perform from claim_lines where partner_id = new.partner_id and claim_id = claim for update;
  update claim_lines set lost_surveys = lost_surveys(new.partner_id, claim)
    where partner_id = new.partner_id and claim_id = claim
      and lost_surveys is distinct from lost_surveys(new.partner_id, claim);
  return null;
end $$;
