-- An engagement of the Customers page shows what its partners know already; one that is none any more does not. What an
-- operator opens, the worker shows, some customers at a time (`project_eligibility`).
create or replace function project_engagement() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if app_asker() <> 'operator' and (has_customers(new.id) or tg_op = 'UPDATE') then
    perform refresh_customer(k.partner_id, new.id, k.tenant_id) from (
      select partner_id, tenant_id from known_customers order by 1, 2) k;
  end if;
  return null;
end $$;
