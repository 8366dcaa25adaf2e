import { sql } from "drizzle-orm";

/** What the events of a thing's console say of it together: each field as it was told last (P4). */
const toldOf = (thing: "partner" | "location") => sql`(
  select f.chain, f.id, jsonb_object_agg(f.key, f.value) as fields from (
    select distinct on (l.chain, l.subject_id, a.key) l.chain, l.subject_id as id, a.key, a.value
    from audit_log l, jsonb_each(l.data -> 'after') a
    where l.event in (${`${thing}.created`}, ${`${thing}.changed`})
    order by l.chain, l.subject_id, a.key, l.seq desc) f
  group by f.chain, f.id)`;

/** Name and country of each partner that the log tells of (P25). */
const partners = sql`
  select 'partner' as kind, told.id, told.chain, case when p.id is null then 'gone' else 'differs' end as fault
  from ${toldOf("partner")} told left join partners p on p.id = told.id
  where p.id is null or not to_jsonb(p) @> told.fields`;

/** Whether a partner is suspended, since when, by whom and why (P25). */
const suspended = sql`
  select 'partner' as kind, p.id, p.id::text as chain,
    case when told.seq is null then 'not_in_log' else 'differs' end as fault
  from partners p left join lateral (
    select l.* from audit_log l where l.chain = p.id::text and l.subject_id = p.id
      and l.event in ('partner.suspended', 'partner.resumed') order by l.seq desc limit 1) told on true
  where (p.suspended_at, p.suspended_by::text, p.suspended_why) is distinct from
    (case when told.event = 'partner.suspended' then told.at end,
      case when told.event = 'partner.suspended' then told.actor_id end,
      case when told.event = 'partner.suspended' then told.data -> 'after' ->> 'reason' end)`;

/** Number, name, town, country and time zone of each location that the log tells of (P26). */
const locations = sql`
  select 'location' as kind, told.id, told.chain, case when p.id is null then 'gone' else 'differs' end as fault
  from ${toldOf("location")} told left join locations p on p.partner_id::text = told.chain and p.id = told.id
  where p.id is null or not jsonb_build_object('mpnId', p.mpn_id, 'name', p.name, 'city', p.city,
    'country', p.country, 'timeZone', p.time_zone) @> told.fields`;

/** What each location is qualified for, from a day and until a last one, as its last event says (P26). */
const qualifications = sql`
  select 'qualification' as kind, coalesce(q.location_id, told.id) as id, coalesce(q.partner_id::text, told.chain) as chain,
    case when q.location_id is null then 'gone' when not told.holds then 'not_in_log' else 'differs' end as fault
  from location_qualifications q full join (
    select distinct on (t.chain, t.id, t.of ->> 'qualification', t.of ->> 'validFrom') t.chain, t.id, t.of, t.holds from (
      select l.chain, l.seq, l.subject_id as id, l.event = 'location.qualified' as holds,
        l.data -> case when l.event = 'location.qualified' then 'after' else 'before' end as of
      from audit_log l where l.event in ('location.qualified', 'location.qualification_removed')) t
    order by t.chain, t.id, t.of ->> 'qualification', t.of ->> 'validFrom', t.seq desc) told
    on told.chain = q.partner_id::text and told.id = q.location_id and told.of ->> 'qualification' = q.qualification
      and told.of ->> 'validFrom' = q.valid_from::text
  where q.location_id is null and told.holds
    or told.id is not null and q.location_id is not null and (not told.holds or told.of ->> 'validUntil' is distinct from q.valid_until::text)`;

/** The companies of the network and their locations, as partner managers made, changed and suspended them. */
export const networkCompared = [partners, suspended, locations, qualifications];
