-- A customer that is not known any more stands only where it is under way.
create or replace function project_forgotten() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  perform refresh_customer(old.partner_id, c.engagement_id, old.tenant_id) from (
    select engagement_id from customers where partner_id = old.partner_id and tenant_id = old.tenant_id order by 1) c;
  return null;
end $$;
