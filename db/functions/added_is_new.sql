-- D1, S16: a known customer is claimed, never added.
create or replace function added_is_new() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if new.origin = 'added' and exists (
    select from known_customers k where k.partner_id = new.partner_id and k.tenant_id = new.tenant_id) then
    raise exception 'a known customer is claimed, not added'
      using errcode = 'check_violation', constraint = 'associations_added_is_new';
  end if;
  return new;
end $$;
