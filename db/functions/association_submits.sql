-- The other way round: an association is sent in with its claim, never alone.
create or replace function association_submits() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from workshop_claims c where c.partner_id = new.partner_id and c.association_id = new.id and c.submitted_at is not null) then
    raise exception 'an association was sent in without its claim' using errcode = 'check_violation', constraint = 'associations_submit_with_claim';
  end if;
  return null;
end $$;
