-- P18: nobody works with either of two tenants until the transaction ends, and what ran out is ended, so that what is
-- compared then is what is merged. An import writes many tenants: it comes first, or after. Locks come in one order:
-- of tenants, of partners, of rows.
create or replace function lock_merge(p_one uuid, p_other uuid, p_at timestamptz) returns void language plpgsql
  security definer set search_path = public, pg_temp as $$
declare partner uuid; round record;
begin
  if not app_may('data.manage') or not app_tells_now(p_at) then
    raise exception 'a data steward does this' using errcode = 'insufficient_privilege';
  end if;
  perform pg_advisory_xact_lock_shared(hashtextextended('import of tenants', 0));
  perform lock_tenant(least(p_one, p_other));
  perform lock_tenant(greatest(p_one, p_other));
  for partner in select distinct c.partner_id from customers c where c.tenant_id in (p_one, p_other) order by 1 loop
    perform pg_advisory_xact_lock(hashtextextended('partner:' || partner::text, 0));
  end loop;
  perform from tenants where id in (p_one, p_other) order by id for update;
  for round in select distinct a.engagement_id, a.tenant_id from associations a
    where a.tenant_id in (p_one, p_other) and a.ended_at is null order by 1, 2 loop
    perform end_lapsed(round.engagement_id, round.tenant_id, p_at);
  end loop;
end $$;

grant execute on function lock_merge to :"web";
