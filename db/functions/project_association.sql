-- `customers` follows the associations, at the rivals too.
create or replace function project_association() returns trigger language plpgsql
  security definer set search_path = public, pg_temp
  set plan_cache_mode = force_generic_plan as $$
declare other uuid;
begin
  perform refresh_customer(new.partner_id, new.engagement_id, new.tenant_id);
  if tg_op = 'INSERT' then
    if new.ended_at is not null then perform project_found_by(new.partner_id, new.id); end if;
  elsif (new.customer_email, new.owner_id) is distinct from (old.customer_email, old.owner_id) then
    perform project_found_by(new.partner_id, new.id);
  end if;
  -- P19: what is imported may begin with a consent.
  if (case tg_op when 'INSERT' then new.consented_at is not null and new.ended_at is null
    else (new.consented_at, new.submitted_at, new.ended_at) is distinct from (old.consented_at, old.submitted_at, old.ended_at) end) then
    for other in select c.partner_id from customers c
      where c.engagement_id = new.engagement_id and c.tenant_id = new.tenant_id and c.partner_id <> new.partner_id
      order by c.partner_id loop
      perform refresh_customer(other, new.engagement_id, new.tenant_id);
    end loop;
  end if;
  return null;
end $$;
