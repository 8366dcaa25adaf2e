-- A consent or a decline stands only with the customer's own answer, or with what the programme imported of it on evidence
-- (P19), and an answer only with its effect.
create or replace function answer_fits() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare a associations; d text;
begin
  if tg_table_name = 'associations' then
    select * into a from associations where partner_id = new.partner_id and id = new.id;
  else
    select * into a from associations where partner_id = new.partner_id and id = new.association_id;
  end if;
  select decision into d from consent_decisions where partner_id = a.partner_id and association_id = a.id;
  if d is null and a.origin = 'imported' then
    select case when i.consented_on is not null then 'accept' when i.declined_on is not null then 'decline' end into d
      from imported_rounds i where i.partner_id = a.partner_id and i.association_id = a.id;
  end if;
  if (a.consented_at is not null) <> (d is not distinct from 'accept')
    or (a.end_reason is not distinct from 'declined') <> (d is not distinct from 'decline') then
    raise exception 'a consent or decline without the customer''s answer, or the reverse'
      using errcode = 'check_violation', constraint = 'associations_answer_fits';
  end if;
  return null;
end $$;
