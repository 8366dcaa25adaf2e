-- No link to a customer survey before the first day of the workshop has begun at its location (D20).
create or replace function survey_is_due() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if exists (select from claim_surveys s join workshop_claims c on c.partner_id = s.partner_id and c.id = s.claim_id
    where s.partner_id = new.partner_id and s.id = new.survey_id and s.kind = 'customer'
      and (c.workshop_from is null or c.workshop_from > (new.created_at at time zone c.time_zone)::date)) then
    raise exception 'the workshop has not begun' using errcode = 'check_violation', constraint = 'survey_links_workshop_begun';
  end if;
  return new;
end $$;
