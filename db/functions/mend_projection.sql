-- Makes one row of a projection what the facts say (`projection_faults` names it). Counts are mended after the
-- rows that they count: nobody writes those meanwhile.
create or replace function mend_projection(p_projection text, p_key jsonb) returns void language plpgsql
  security definer set search_path = public, pg_temp as $$
declare c customer_counts; l claim_counts;
begin
  case p_projection
  when 'customers' then
    perform refresh_customer((p_key->>'partner_id')::uuid, (p_key->>'engagement_id')::uuid, (p_key->>'tenant_id')::uuid);
  when 'claim_lines' then
    if exists (select from workshop_claims where partner_id = (p_key->>'partner_id')::uuid and id = (p_key->>'claim_id')::uuid) then
      perform refresh_claim_line((p_key->>'partner_id')::uuid, (p_key->>'claim_id')::uuid);
    else
      delete from claim_lines where partner_id = (p_key->>'partner_id')::uuid and claim_id = (p_key->>'claim_id')::uuid;
    end if;
  when 'associations' then
    update associations a set search = customer_search(a.tenant_id, a.partner_id, a.id)
      where a.partner_id = (p_key->>'partner_id')::uuid and a.id = (p_key->>'id')::uuid and a.ended_at is not null;
  when 'round_days' then
    perform keep_round_day((p_key->>'partner_id')::uuid, (p_key->>'association_id')::uuid, now());
  when 'tenants' then
    update tenants set search = search_text(name) where id = (p_key->>'id')::uuid;
  when 'customer_counts' then
    lock table customers, customer_counts in share row exclusive mode;
    c := jsonb_populate_record(null::customer_counts, p_key);
    insert into customer_counts (partner_id, engagement_id, location_id, tab, status, count)
    select c.partner_id, c.engagement_id, c.location_id, c.tab, c.status, count(*) from customers n
      where (n.partner_id, n.engagement_id, coalesce(n.location_id, '00000000-0000-0000-0000-000000000000'), n.tab, n.status)
        = (c.partner_id, c.engagement_id, c.location_id, c.tab, c.status)
    on conflict (partner_id, engagement_id, location_id, tab, status) do update set count = excluded.count;
  when 'claim_counts' then
    lock table claim_lines, claim_counts in share row exclusive mode;
    l := jsonb_populate_record(null::claim_counts, p_key);
    insert into claim_counts (partner_id, location_id, engagement_id, status, count)
    select l.partner_id, l.location_id, l.engagement_id, l.status, count(*) from claim_lines n
      where (n.partner_id, n.location_id, n.engagement_id, n.status) = (l.partner_id, l.location_id, l.engagement_id, l.status)
    on conflict (partner_id, location_id, engagement_id, status) do update set count = excluded.count;
  end case;
end $$;

grant execute on function mend_projection to :"worker";
