import { sql } from "drizzle-orm";
import { erased, print } from "./difference";

/** Who may be asked outside of the tenant's domains was decided by staff, or is decided by none (D19). */
const contacts = sql`
  select 'contact' as kind, r.id, r.partner_id::text as chain,
    case when l.seq is null then 'not_in_log' else 'differs' end as fault
  from contact_releases r left join audit_log l on l.subject_id = r.association_id
    and l.chain = r.partner_id::text and l.event in ('contact.released', 'contact.refused')
    and l.data ->> 'releaseId' = r.id::text
  where (case r.decision when 'released' then 'contact.released' when 'refused' then 'contact.refused' end,
      r.decided_at, r.decided_by::text) is distinct from (l.event, l.at, l.actor_id)
    and not (r.decision = 'released' and r.decided_by is null and l.seq is null and exists (
      select from audit_log free where free.subject_id = r.association_id and free.chain = r.partner_id::text
        and free.event = 'contact.release_asked' and free.data @> jsonb_build_object('releaseId', r.id, 'free', true)))
    or l.data ->> 'contactEmail' <> r.contact_email`;

/** Whom a partner asked to release, of which customer, why, when and who (D19). */
const asked = sql`
  select 'contact' as kind, r.id, r.partner_id::text as chain, case when l.seq is null then 'not_in_log' else 'differs' end as fault
  from contact_releases r left join audit_log l on l.chain = r.partner_id::text and l.event = 'contact.release_asked'
    and l.data ->> 'releaseId' = r.id::text
  left join associations a on a.partner_id = r.partner_id and a.id = r.association_id
  where (l.subject_id, l.at, l.actor_id) is distinct from (r.association_id, r.asked_at, r.asked_by::text)
    or a.tenant_id is distinct from standing_tenant(r.tenant_id)
    or not ${erased} and (l.data ->> 'contactEmail', l.data ->> 'reason') is distinct from (r.contact_email, r.reason)`;

const lostContacts = sql`
  select 'contact' as kind, l.data ->> 'releaseId' as id, l.chain, 'gone' as fault from audit_log l
  where l.event = 'contact.release_asked' and not exists (
    select from contact_releases r where r.partner_id::text = l.chain and r.id::text = l.data ->> 'releaseId')`;

/** Who is a customer of a partner consented to it, since the first time or before (S6). */
const known = sql`
  select 'known' as kind, told.tenant_id as id, told.chain, case when k.tenant_id is null then 'gone' else 'differs' end as fault
  from (
    select l.chain, a.tenant_id, min(l.at) as at from audit_log l
    join associations a on a.partner_id::text = l.chain and a.id = l.subject_id
    where l.event = 'consent.accepted' group by 1, 2) told
  left join known_customers k on k.partner_id::text = told.chain and k.tenant_id = told.tenant_id
  where k.tenant_id is null or k.since > told.at`;

/**
 * Whom a request asks, when, with which text, and by whose word; and that it was closed when its contact
 * could be none any more, or the programme stopped it (D18, D19).
 */
const requests = sql`
  select 'request' as kind, r.id, r.partner_id::text as chain, 'differs' as fault
  from consent_requests r join audit_log l on l.subject_id = r.association_id and l.chain = r.partner_id::text
    and l.event = 'consent.sent' and l.data ->> 'requestId' = r.id::text
  where (l.at, l.actor_id, l.data ->> 'wordingVersion') is distinct from (r.sent_at, r.sent_by::text, r.wording_version)
    or not ${erased} and l.data ->> 'contactEmail' is distinct from r.contact_email
    or l.data ? 'releaseId' and l.data ->> 'releaseId' is distinct from r.release_id::text`;

const closedRequests = sql`
  select 'request' as kind, r.id, r.partner_id::text as chain,
    case when l.seq is null then 'not_in_log' else 'differs' end as fault
  from consent_requests r left join audit_log l on l.subject_id = r.association_id
    and l.chain = r.partner_id::text and l.event in ('consent.closed', 'consent.stopped') and l.data ->> 'requestId' = r.id::text
  where l.at is distinct from case when r.closed_for in ('contact', 'programme') then r.closed_at end`;

const lostRequests = sql`
  select 'request' as kind, l.data ->> 'requestId' as id, l.chain, 'gone' as fault from audit_log l
  where l.event = 'consent.sent' and not exists (
    select from consent_requests r where r.id = (l.data ->> 'requestId')::uuid)`;

/** Each answer is the one that its link in the chain tells of, with the text that was agreed to. */
const decisions = sql`
  select 'decision' as kind, d.id, d.partner_id::text as chain,
    case when l.hash is null then 'not_in_log' else 'differs' end as fault
  from consent_decisions d left join audit_log l on l.chain = d.partner_id::text
    and l.subject_id = d.association_id and l.hash = d.audit_hash
    and l.event = case d.decision when 'accept' then 'consent.accepted' else 'consent.declined' end
  where l.hash is null or l.at <> d.decided_at
    or not l.data @> jsonb_build_object('requestId', d.request_id, 'linkId', d.link_id, 'decision', d.decision,
      'partnerNetwork', d.partner_network)
    or not ${erased} and l.data ->> 'proof' is distinct from (${print(sql`d.request_id, d.decision, d.full_name, d.reason, d.language, d.wording_version, d.wording_hash,
        d.contact_email, d.ip_address, d.user_agent, d.confirmed_by_code`)})
    or d.wording_hash <> encode(sha256(convert_to(d.wording, 'UTF8')), 'hex')`;

const lostDecisions = sql`
  select 'decision' as kind, l.subject_id as id, l.chain, 'gone' as fault from audit_log l
  where l.event in ('consent.accepted', 'consent.declined') and not exists (
    select from consent_decisions d where d.association_id = l.subject_id and d.audit_hash = l.hash)`;

/** Who may be asked, who was asked, and what they answered. */
export const requestsCompared = [
  asked,
  lostContacts,
  known,

  contacts,
  requests,
  closedRequests,
  lostRequests,
  decisions,
  lostDecisions,
];
