import { sql } from "drizzle-orm";
import { erased } from "./difference";

/** What the log last says of the extension of a round `a` (P25). */
export const extended = (kind: "consent" | "delivery") => sql`
  (select x.data from audit_log x where x.subject_id = a.id and x.chain = a.partner_id::text
    and x.event = 'round.extended' and x.data ->> 'kind' = ${sql.raw(`'${kind}'`)} order by x.seq desc limit 1)`;

/** P18: the tenant that a row of the log names, or which that one was merged into. */
const stands = sql`coalesce((select t.merged_into::text from tenants t where t.id::text = l.data ->> 'tenantId'), l.data ->> 'tenantId')`;

/** A round is about the customer and the workshop with which it began; its time to consent only the programme extends. */
const rounds = sql`
  select 'round' as kind, a.id, a.partner_id::text as chain, 'differs' as fault
  from associations a join audit_log l on l.subject_id = a.id and l.chain = a.partner_id::text
    and l.event in ('customer.added', 'customer.claimed')
  where (l.at, l.actor_id, ${stands}, l.data ->> 'engagementId', l.data ->> 'locationId',
      coalesce(${extended("consent")} ->> 'dueAt', l.data ->> 'consentDueAt')::timestamptz,
      (select max(x.at) from audit_log x where x.subject_id = a.id and x.chain = l.chain and x.event = 'round.extended')) is distinct from
    (a.created_at, a.created_by::text, a.tenant_id::text, a.engagement_id::text, a.location_id::text, a.consent_due_at,
      a.extended_at)`;

/** What was imported from before this product (P19) is what the log says, by whom and on what evidence; so is what it began with. */
const imported = sql`
  select 'round' as kind, a.id, a.partner_id::text as chain, case when l.seq is null then 'not_in_log' else 'differs' end as fault
  from associations a left join imported_rounds i on i.partner_id = a.partner_id and i.association_id = a.id
  left join audit_log l on l.subject_id = a.id and l.chain = a.partner_id::text and l.event = 'round.imported'
  where a.origin = 'imported' and (
    (l.at, l.actor_id, l.data ->> 'runId', l.data ->> 'askedOn', l.data ->> 'consentedOn', l.data ->> 'declinedOn', l.data ->> 'expiredOn',
      l.data ->> 'withdrawnOn', l.data ->> 'completedOn', ${stands}, l.data ->> 'engagementId', l.data ->> 'locationId',
      coalesce(${extended("consent")} ->> 'dueAt', l.data ->> 'consentDueAt')::timestamptz) is distinct from
    (i.imported_at, i.imported_by::text, i.run_id::text, i.asked_on::text, i.consented_on::text, i.declined_on::text, i.expired_on::text,
      i.withdrawn_on::text, i.completed_on::text, a.tenant_id::text, a.engagement_id::text, a.location_id::text, a.consent_due_at)
    or (a.created_at at time zone a.time_zone)::date is distinct from i.asked_on
    or i.completed_on is not null and (a.submitted_at at time zone a.time_zone)::date is distinct from i.completed_on
    or l.data ->> 'endedAt' is not null and (l.data ->> 'endedAt')::timestamptz is distinct from a.ended_at
    or not ${erased} and (l.data ->> 'evidence', l.data ->> 'contactName', l.data ->> 'contactEmail')
      is distinct from (i.evidence, i.contact_name, i.contact_email))`;

const lostImported = sql`
  select 'round' as kind, l.subject_id as id, l.chain, 'gone' as fault from audit_log l
  where l.event = 'round.imported' and not exists (
    select from imported_rounds i where i.partner_id::text = l.chain and i.association_id = l.subject_id)`;

/** A round that its partner cancelled ended when the log says so of its claim. */
const cancelled = sql`
  select 'round' as kind, a.id, a.partner_id::text as chain,
    case when l.seq is null then 'not_in_log' else 'differs' end as fault
  from associations a join workshop_claims c on c.association_id = a.id
  left join audit_log l on l.subject_id = c.id and l.chain = a.partner_id::text and l.event = 'claim.cancelled'
  where l.at is distinct from case when a.end_reason = 'cancelled' then a.ended_at end`;

/** A round's consent, decline and withdrawal stand exactly when the log has them. */
const consents = sql`
  select 'consent' as kind, a.id, a.partner_id::text as chain,
    case when told.seq is null then 'not_in_log' else 'differs' end as fault
  from associations a cross join lateral (
    select max(l.seq) as seq,
      max(case l.event when 'consent.accepted' then l.at when 'round.imported' then (l.data ->> 'consentedAt')::timestamptz end) as accepted,
      max(case when l.event = 'consent.declined' then l.at
        when l.data ->> 'endReason' = 'declined' then (l.data ->> 'endedAt')::timestamptz end) as declined,
      max(case when l.event = 'consent.withdrawn' then l.at
        when l.data ->> 'endReason' = 'withdrawn' then (l.data ->> 'endedAt')::timestamptz end) as withdrawn
    from audit_log l where l.subject_id = a.id and l.chain = a.partner_id::text
      and l.event in ('consent.accepted', 'consent.declined', 'consent.withdrawn', 'round.imported')) told
  where told.accepted is distinct from a.consented_at
    or told.declined is distinct from case when a.end_reason = 'declined' then a.ended_at end
    or told.withdrawn is distinct from case when a.end_reason = 'withdrawn' then a.ended_at end`;

const lostConsents = sql`
  select 'consent' as kind, l.subject_id as id, l.chain, 'gone' as fault from audit_log l
  where l.event in ('consent.accepted', 'consent.declined', 'consent.withdrawn')
    and not exists (select from associations a where a.id = l.subject_id)`;

/** A round that ran out ended when its time did; one that its partner ended, or began anew, when the log says so. */
const ended = sql`
  select 'round' as kind, a.id, a.partner_id::text as chain,
    case when told.seq is null and a.end_reason in ('wrong_customer', 'wrong_workshop', 'programme') then 'not_in_log' else 'differs' end as fault
  from associations a
  left join lateral (
    select l.seq, l.at, l.actor_id, case when l.event = 'round.stopped' then 'programme' else l.data ->> 'reason' end as reason from audit_log l
    where l.subject_id = a.id and l.chain = a.partner_id::text and l.event in ('round.ended', 'round.stopped')
    order by l.seq desc limit 1) told on true
  where case
    when a.end_reason in ('wrong_customer', 'wrong_workshop', 'programme')
      then (told.at, told.reason) is distinct from (a.ended_at, a.end_reason::text)
    when told.seq is not null then true
    when a.end_reason = 'consent_expired' then a.ended_at <> a.consent_due_at
    when a.end_reason = 'delivery_expired' then a.ended_at <> a.delivery_due_at
    else false end`;

/** A round made room for the claim that its own, which ran out, was begun anew as, when the log says so. */
const renewed = sql`
  select 'round' as kind, a.id, a.partner_id::text as chain,
    case when told.at is null then 'not_in_log' else 'differs' end as fault
  from associations a join workshop_claims c on c.partner_id = a.partner_id and c.association_id = a.id
  cross join lateral (
    select min(l.at) as at from audit_log l
    where l.subject_id = c.id and l.chain = a.partner_id::text and l.event = 'claim.renewed') told
  where case when a.end_reason = 'claim_expired' then told.at is distinct from a.ended_at
    else told.at is not null and c.status = 'post_submission_expired' end`;

/** What a round is about, and how it went. */
export const roundsCompared = [
  rounds,
  imported,
  lostImported,
  cancelled,
  consents,
  lostConsents,
  ended,
  renewed,
];
