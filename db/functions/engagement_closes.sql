-- Fewer consents than before: what is no longer open is closed, and the lists say so.
create or replace function engagement_closes() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare t uuid; p uuid;
begin
  for t in select distinct tenant_id from associations
    where engagement_id = new.id and consented_at is not null and ended_at is null order by 1 loop
    perform lock_tenant(t);
    perform close_taken(new.id, t, now());
    for p in select partner_id from customers where engagement_id = new.id and tenant_id = t order by 1 loop
      perform refresh_customer(p, new.id, t);
    end loop;
  end loop;
  return null;
end $$;
