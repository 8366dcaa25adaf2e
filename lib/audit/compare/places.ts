import { sql } from "drizzle-orm";
import { erased } from "./difference";

/** Each move of an enrolment, by whom and when; and that its location stands where the last one led (P27). */
const moves = sql`
  select 'enrolment' as kind, coalesce(m.location_id, l.subject_id) as id, coalesce(m.partner_id::text, l.chain) as chain,
    case when m.id is null then 'gone' when l.seq is null then 'not_in_log' else 'differs' end as fault
  from enrolment_moves m full join (select * from audit_log where event = 'enrolment.moved') l
    on l.chain = m.partner_id::text and l.subject_id = m.location_id and l.at = m.moved_at
      and l.data ->> 'before' = m.from_state::text and l.data ->> 'after' = m.to_state::text
  where m.id is null or l.seq is null or l.actor_id <> m.moved_by::text or l.actor_kind <> m.mover
    or not ${erased} and l.data ->> 'reason' is distinct from m.reason`;

const stand = sql`
  select 'enrolment' as kind, p.id, p.partner_id::text as chain, 'differs' as fault
  from locations p join lateral (
    select l.data ->> 'after' as state from audit_log l
    where l.chain = p.partner_id::text and l.event = 'enrolment.moved' and l.subject_id = p.id order by l.seq desc limit 1) told on true
  where told.state <> p.enrolment::text`;

/** Each version of where a location is paid, the account by its keyed hash, and what was decided about it (P28). */
const payees = sql`
  select 'payee' as kind, coalesce(p.location_id, l.subject_id) as id, coalesce(p.partner_id::text, l.chain) as chain,
    case when p.version is null then 'gone' when l.seq is null then 'not_in_log' else 'differs' end as fault
  from payee_profiles p full join (select * from audit_log where event = 'payee.changed') l
    on l.chain = p.partner_id::text and l.subject_id = p.location_id and (l.data ->> 'version')::integer = p.version
  left join audit_log d on d.chain = p.partner_id::text and d.event = 'payee.decided' and d.subject_id = p.location_id
    and (d.data ->> 'version')::integer = p.version
  where p.version is null or l.seq is null
    or (l.at, l.actor_id) is distinct from (p.given_at, p.given_by::text)
    or l.data -> 'after' is distinct from jsonb_build_object('country', p.country, 'currency', p.currency,
      'accountKind', p.account_kind, 'lastFour', p.last_four)
    or not ${erased} and (l.data ->> 'legalName', l.data ->> 'taxNumber', l.data ->> 'proof')
      is distinct from (p.legal_name, p.tax_number, p.proof)
    or (d.at, d.actor_id, d.data ->> 'after') is distinct from (p.decided_at, p.decided_by::text, p.decision)`;

/** What a location says of where it is paid is what the newest version says (P28). */
const paid = sql`
  select 'payee' as kind, p.id, p.partner_id::text as chain, 'differs' as fault
  from locations p join lateral (
    select l.event, l.data -> 'after' as after, (l.data ->> 'version')::integer as version from audit_log l
    where l.chain = p.partner_id::text and l.subject_id = p.id and l.event in ('payee.changed', 'payee.decided', 'payee.returned')
    order by l.seq desc limit 1) told on true
  where p.payee_profile::text <> case told.event when 'payee.changed' then 'validating' else told.after #>> '{}' end`;

/** Where locations stand in the programme, and where they are paid. */
export const placesCompared = [moves, stand, payees, paid];
