-- A new engagement shows what its partners know already.
create or replace function project_engagement() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if new.partner_role = 'Build intent' then
    perform refresh_customer(k.partner_id, new.id, k.tenant_id) from known_customers k;
  end if;
  return null;
end $$;
