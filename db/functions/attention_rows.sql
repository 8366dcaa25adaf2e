-- "Attention required" (section 7): what waits for the partner, one row for each thing to do. Each kind
-- by an index of its own, location by location; at most `p_max` of a kind and location. Days are calendar
-- days in the row's own zone (D9): 7 for the consent, 14 for the delivery; a wider bound serves the index.
-- `p_owners`: only what is theirs (K6).
create or replace function attention_rows(p_partner uuid, p_locations uuid[], p_now timestamptz, p_kind text, p_max integer,
  p_after_due timestamptz default '-infinity', p_after_id uuid default '00000000-0000-0000-0000-000000000000',
  p_owners uuid[] default null)
  returns table (kind text, id uuid, location_id uuid, engagement_id uuid, tenant_id uuid, name text, time_zone text,
    due_at timestamptz, claim_number integer, status text, mail_state text, lost_surveys text[])
  language sql stable as $$
  select found.* from locations l cross join lateral (
    (select 'not_sent', c.association_id, c.location_id, c.engagement_id, c.tenant_id, c.name::text, c.time_zone, c.due_at,
      null::integer, c.status, c.mail_state, '{}'::text[]
    from customers c where p_kind in ('all', 'not_sent') and c.partner_id = p_partner and c.location_id = l.id
      and c.tab = 'eligible' and c.association_id is not null and c.status = 'to_ask' and c.due_at > p_now
      and (c.due_at, c.association_id) > (p_after_due, p_after_id) and (p_owners is null or c.owner_id = any (p_owners))
    order by c.due_at, c.association_id limit p_max)
    union all
    (select 'mail_failed', c.association_id, c.location_id, c.engagement_id, c.tenant_id, c.name::text, c.time_zone, c.due_at,
      null, c.status, c.mail_state, '{}'
    from customers c where p_kind in ('all', 'mail_failed') and c.partner_id = p_partner and c.location_id = l.id
      and c.status = 'asked' and c.mail_state in ('bounced', 'complained', 'failed') and c.due_at > p_now
      and (c.due_at, c.association_id) > (p_after_due, p_after_id) and (p_owners is null or c.owner_id = any (p_owners))
    order by c.due_at, c.association_id limit p_max)
    union all
    (select 'mail_failed', c.claim_id, c.location_id, c.engagement_id, c.tenant_id, c.name::text, c.time_zone, c.due_at,
      c.number, c.status, null, array_remove(c.lost_surveys, 'closed')
    from claim_lines c where p_kind in ('all', 'mail_failed') and c.partner_id = p_partner and c.location_id = l.id
      and c.lost_surveys && '{partner,customer}' and c.status in ('editing', 'action_required') and c.due_at > p_now
      and (c.due_at, c.claim_id) > (p_after_due, p_after_id) and (p_owners is null or c.owner_id = any (p_owners))
    order by c.due_at, c.claim_id limit p_max)
    union all
    (select 'contact_closed', c.claim_id, c.location_id, c.engagement_id, c.tenant_id, c.name::text, c.time_zone, c.due_at,
      c.number, c.status, null, '{}'
    from claim_lines c where p_kind in ('all', 'contact_closed') and c.partner_id = p_partner and c.location_id = l.id
      and c.lost_surveys @> '{closed}' and c.status in ('editing', 'action_required') and c.due_at > p_now
      and (c.due_at, c.claim_id) > (p_after_due, p_after_id) and (p_owners is null or c.owner_id = any (p_owners))
    order by c.due_at, c.claim_id limit p_max)
    union all
    (select 'consent_ends', c.association_id, c.location_id, c.engagement_id, c.tenant_id, c.name::text, c.time_zone, c.due_at,
      null, c.status, c.mail_state, '{}'
    from customers c where p_kind in ('all', 'consent_ends') and c.partner_id = p_partner and c.location_id = l.id
      and c.tab = 'eligible' and c.association_id is not null and c.status = 'asked' and c.due_at > p_now
      and (c.mail_state in ('bounced', 'complained', 'failed')) is not true
      and c.due_at <= p_now + interval '9 days'
      and c.due_at <= (((p_now at time zone c.time_zone)::date + 8)::timestamp at time zone c.time_zone)
      and (c.due_at, c.association_id) > (p_after_due, p_after_id) and (p_owners is null or c.owner_id = any (p_owners))
    order by c.due_at, c.association_id limit p_max)
    union all
    (select 'delivery_ends', c.association_id, c.location_id, c.engagement_id, c.tenant_id, c.name::text, c.time_zone, c.due_at,
      c.claim_number, c.status, null, '{}'
    from customers c where p_kind in ('all', 'delivery_ends') and c.partner_id = p_partner and c.location_id = l.id
      and c.tab = 'eligible' and c.association_id is not null and c.status = 'active' and c.due_at > p_now
      and c.due_at <= p_now + interval '16 days'
      and c.due_at <= (((p_now at time zone c.time_zone)::date + 15)::timestamp at time zone c.time_zone)
      and (c.due_at, c.association_id) > (p_after_due, p_after_id) and (p_owners is null or c.owner_id = any (p_owners))
    order by c.due_at, c.association_id limit p_max)
    union all
    (select 'claims', c.claim_id, c.location_id, c.engagement_id, c.tenant_id, c.name::text, c.time_zone, c.due_at,
      c.number, c.status, null, '{}'
    from claim_lines c where p_kind in ('all', 'claims') and c.partner_id = p_partner and c.location_id = l.id
      and c.status in ('action_required', 'rejected') and c.due_at > p_now
      and (c.due_at, c.claim_id) > (p_after_due, p_after_id) and (p_owners is null or c.owner_id = any (p_owners))
    order by c.due_at, c.claim_id limit p_max)
    union all
    (select 'follow_up', c.id, c.location_id, null, c.tenant_id, t.name::text, c.time_zone, c.due_at, null, 'due', null, '{}'
    from follow_ups c join tenants t on t.id = c.tenant_id
    where p_kind in ('all', 'follow_up') and c.partner_id = p_partner and c.location_id = l.id
      and c.done_at is null and c.starts_at <= p_now
      and (c.due_at, c.id) > (p_after_due, p_after_id) and (p_owners is null or c.owner_id = any (p_owners))
    order by c.due_at, c.id limit p_max)
  ) found
  where l.partner_id = p_partner and (p_locations is null or l.id = any (p_locations))
$$;

grant execute on function attention_rows to :"application";
