import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "../ctx";

/** A fact that is not as the log says. */
export type Difference = {
  kind:
    | "round"
    | "contact"
    | "request"
    | "decision"
    | "consent"
    | "claim"
    | "review"
    | "document"
    | "survey"
    | "comment";
  id: string;
  chain: string;
  fault: "differs" | "not_in_log" | "gone";
};

const difference = z.object({
  kind: z.enum([
    "round",
    "contact",
    "request",
    "decision",
    "consent",
    "claim",
    "review",
    "document",
    "survey",
    "comment",
  ]),
  id: z.string(),
  chain: z.string(),
  fault: z.enum(["differs", "not_in_log", "gone"]),
});

/**
 * Compares what was decided, consented to, claimed, reviewed, handed in and answered with what the
 * log says of it (D15): a fact that differs, that the log does not know, or that is gone. Read only.
 * @param most stops after this many of each kind
 */
export async function compareFacts(
  tx: Tx,
  { most = 100 }: { most?: number } = {},
): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const statement of statements) {
    const { rows } = await tx.db.execute(sql`${statement} limit ${most}`);
    found.push(...rows.map((row) => difference.parse(row)));
  }
  return found;
}

/** As `fingerprint` forms it. */
const print = (values: SQL) =>
  sql`encode(sha256(convert_to(jsonb_build_array(${values})::text, 'UTF8')), 'hex')`;

/** A round is about the customer and the workshop with which it began. */
const rounds = sql`
  select 'round' as kind, a.id, a.partner_id::text as chain, 'differs' as fault
  from associations a join audit_log l on l.subject_id = a.id and l.chain = a.partner_id::text
    and l.event in ('customer.added', 'customer.claimed')
  where (l.at, l.actor_id, l.data ->> 'tenantId', l.data ->> 'engagementId', l.data ->> 'locationId',
      (l.data ->> 'consentDueAt')::timestamptz) is distinct from
    (a.created_at, a.created_by::text, a.tenant_id::text, a.engagement_id::text, a.location_id::text, a.consent_due_at)`;

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

/**
 * Whom a request asks, when, with which text, and by whose word; and that it, or a survey, was closed when
 * its contact could be none any more (D18, D19).
 */
const requests = sql`
  select 'request' as kind, r.id, r.partner_id::text as chain, 'differs' as fault
  from consent_requests r join audit_log l on l.subject_id = r.association_id and l.chain = r.partner_id::text
    and l.event = 'consent.sent' and l.data ->> 'requestId' = r.id::text
  where (l.at, l.actor_id, l.data ->> 'contactEmail', l.data ->> 'wordingVersion') is distinct from
      (r.sent_at, r.sent_by::text, r.contact_email, r.wording_version)
    or l.data ? 'releaseId' and l.data ->> 'releaseId' is distinct from r.release_id::text`;

const closedRequests = sql`
  select 'request' as kind, r.id, r.partner_id::text as chain,
    case when l.seq is null then 'not_in_log' else 'differs' end as fault
  from consent_requests r left join audit_log l on l.subject_id = r.association_id
    and l.chain = r.partner_id::text and l.event = 'consent.closed' and l.data ->> 'requestId' = r.id::text
  where l.at is distinct from case when r.closed_for = 'contact' then r.closed_at end`;

const lostRequests = sql`
  select 'request' as kind, l.data ->> 'requestId' as id, l.chain, 'gone' as fault from audit_log l
  where l.event = 'consent.sent' and not exists (
    select from consent_requests r where r.id = (l.data ->> 'requestId')::uuid)`;

/** Whom a survey asks, and since when; and that it was closed. */
const askedSurveys = sql`
  select 'survey' as kind, s.id, s.partner_id::text as chain, 'differs' as fault
  from claim_surveys s join audit_log l on l.subject_id = s.claim_id and l.chain = s.partner_id::text
    and l.event = 'survey.sent' and l.data ->> 'surveyId' = s.id::text
  where (l.at, l.data ->> 'recipientEmail') is distinct from (s.created_at, s.recipient_email)`;

const closedSurveys = sql`
  select 'survey' as kind, s.id, s.partner_id::text as chain,
    case when l.seq is null then 'not_in_log' else 'differs' end as fault
  from claim_surveys s left join audit_log l on l.subject_id = s.claim_id and l.chain = s.partner_id::text
    and l.event = 'survey.closed' and l.data ->> 'surveyId' = s.id::text
  where l.at is distinct from s.closed_at`;

/** A round that its partner cancelled ended when the log says so of its claim. */
const cancelled = sql`
  select 'round' as kind, a.id, a.partner_id::text as chain,
    case when l.seq is null then 'not_in_log' else 'differs' end as fault
  from associations a join workshop_claims c on c.association_id = a.id
  left join audit_log l on l.subject_id = c.id and l.chain = a.partner_id::text and l.event = 'claim.cancelled'
  where l.at is distinct from case when a.end_reason = 'cancelled' then a.ended_at end`;

/** Who commented on a claim, and when. */
const comments = sql`
  select 'comment' as kind, m.id, m.partner_id::text as chain, 'differs' as fault
  from claim_comments m join audit_log l on l.subject_id = m.claim_id and l.chain = m.partner_id::text
    and l.event = 'claim.commented' and l.data ->> 'commentId' = m.id::text
  where (l.at, l.actor_id, l.data ->> 'parentId') is distinct from (m.created_at, m.author_id::text, m.parent_id::text)
    or l.data ->> 'proof' is distinct from ${print(sql`m.body`)}`;

const lostComments = sql`
  select 'comment' as kind, l.data ->> 'commentId' as id, l.chain, 'gone' as fault from audit_log l
  where l.event = 'claim.commented' and l.data ? 'commentId' and not exists (
    select from claim_comments m where m.id = (l.data ->> 'commentId')::uuid)`;

/** Each answer is the one that its link in the chain tells of, with the text that was agreed to. */
const decisions = sql`
  select 'decision' as kind, d.id, d.partner_id::text as chain,
    case when l.hash is null then 'not_in_log' else 'differs' end as fault
  from consent_decisions d left join audit_log l on l.chain = d.partner_id::text
    and l.subject_id = d.association_id and l.hash = d.audit_hash
    and l.event = case d.decision when 'accept' then 'consent.accepted' else 'consent.declined' end
  where l.hash is null or l.at <> d.decided_at
    or not l.data @> jsonb_build_object('requestId', d.request_id, 'linkId', d.link_id, 'proof',
      ${print(sql`d.request_id, d.decision, d.full_name, d.reason, d.language, d.wording_version, d.wording_hash,
        d.contact_email, d.ip_address, d.user_agent, d.confirmed_by_code`)})
    or d.wording_hash <> encode(sha256(convert_to(d.wording, 'UTF8')), 'hex')`;

const lostDecisions = sql`
  select 'decision' as kind, l.subject_id as id, l.chain, 'gone' as fault from audit_log l
  where l.event in ('consent.accepted', 'consent.declined') and not exists (
    select from consent_decisions d where d.association_id = l.subject_id and d.audit_hash = l.hash)`;

/** A round's consent, decline and withdrawal stand exactly when the log has them. */
const consents = sql`
  select 'consent' as kind, a.id, a.partner_id::text as chain,
    case when told.seq is null then 'not_in_log' else 'differs' end as fault
  from associations a cross join lateral (
    select max(l.seq) as seq, max(l.at) filter (where l.event = 'consent.accepted') as accepted,
      max(l.at) filter (where l.event = 'consent.declined') as declined,
      max(l.at) filter (where l.event = 'consent.withdrawn') as withdrawn
    from audit_log l where l.subject_id = a.id and l.chain = a.partner_id::text
      and l.event in ('consent.accepted', 'consent.declined', 'consent.withdrawn')) told
  where told.accepted is distinct from a.consented_at
    or told.declined is distinct from case when a.end_reason = 'declined' then a.ended_at end
    or told.withdrawn is distinct from case when a.end_reason = 'withdrawn' then a.ended_at end`;

const lostConsents = sql`
  select 'consent' as kind, l.subject_id as id, l.chain, 'gone' as fault from audit_log l
  where l.event in ('consent.accepted', 'consent.declined', 'consent.withdrawn')
    and not exists (select from associations a where a.id = l.subject_id)`;

/**
 * A claim stands where its last move in the log left it, with the number and the payout that its
 * consent gave it. What its customer withdrew, and what time ended before it was sent in, the log
 * tells of the round; of the latter maybe a minute later.
 */
const claims = sql`
  select 'claim' as kind, c.id, c.partner_id::text as chain,
    case when opened.claim is null then 'not_in_log' else 'differs' end as fault
  from workshop_claims c join associations a on a.partner_id = c.partner_id and a.id = c.association_id
  left join lateral (
    select l.data -> 'claim' as claim from audit_log l
    where l.subject_id = a.id and l.chain = c.partner_id::text and l.event = 'consent.accepted'
    order by l.seq desc limit 1) opened on true
  cross join lateral (
    select bool_or(l.event = 'consent.withdrawn') as withdrawn, bool_or(l.event = 'delivery.expired') as lapsed
    from audit_log l where l.subject_id = a.id and l.chain = c.partner_id::text) round
  cross join lateral (
    select (array_agg(l.data ->> 'to' order by l.seq desc))[1] as status,
      max(l.at) filter (where l.data ->> 'to' = 'submitted') as submitted,
      (array_agg(l.actor_id order by l.seq desc) filter (where l.data ->> 'to' = 'submitted'))[1] as submitter,
      max(l.at) filter (where l.data ->> 'to' = 'approved') as approved,
      max(l.at) filter (where l.data ->> 'to' = 'rejected') as rejected,
      max(l.at) filter (where l.data ->> 'to' = 'disputed') as disputed,
      max(l.at) filter (where l.data ->> 'to' = 'paid') as paid,
      (array_agg(l.data ->> 'paymentReference' order by l.seq desc) filter (where l.data ->> 'to' = 'paid'))[1] as reference
    from audit_log l where l.subject_id = c.id and l.chain = c.partner_id::text and l.data ? 'to') told
  where opened.claim is distinct from jsonb_build_object('id', c.id, 'number', c.number,
      'payoutUsd', c.payout_usd, 'band', c.band, 'rateValidFrom', c.rate_valid_from)
    or c.status::text <> coalesce(told.status, case
      when round.withdrawn then 'cancelled'
      when round.lapsed then 'not_submitted_expired'
      when c.status = 'not_submitted_expired' and a.end_reason = 'delivery_expired'
        and a.ended_at = a.delivery_due_at then 'not_submitted_expired'
      else 'editing' end)
    or (told.submitted, told.submitter, told.approved, told.rejected, told.disputed, told.paid, told.reference)
      is distinct from (c.submitted_at, c.submitted_by::text, c.approved_at, c.rejected_at, c.disputed_at, c.paid_at,
        c.payment_reference)`;

const lostClaims = sql`
  select 'claim' as kind, l.data -> 'claim' ->> 'id' as id, l.chain, 'gone' as fault from audit_log l
  where l.event = 'consent.accepted' and not exists (
    select from workshop_claims c where c.id = (l.data -> 'claim' ->> 'id')::uuid)`;

/** Each decision of the programme, with its reasons, its words and who took it. */
const reviews = sql`
  select 'review' as kind, r.id, r.partner_id::text as chain,
    case when l.hash is null then 'not_in_log' else 'differs' end as fault
  from claim_reviews r left join audit_log l on l.subject_id = r.claim_id and l.at = r.decided_at
    and l.chain = r.partner_id::text and l.data ? 'reasons'
  where l.hash is null or l.actor_id <> r.reviewer_id::text or l.data -> 'reasons' <> r.reasons
    or not l.data @> jsonb_build_object('to', r.decision, 'comment', ${print(sql`r.comment`)})`;

const lostReviews = sql`
  select 'review' as kind, l.subject_id as id, l.chain, 'gone' as fault from audit_log l
  where l.data ? 'reasons' and l.event like 'claim.%' and not exists (
    select from claim_reviews r where r.claim_id = l.subject_id and r.decided_at = l.at)`;

/** A document that came with a claim that is begun anew stands in the log of the former claim. */
const documents = sql`
  select 'document' as kind, d.id, d.partner_id::text as chain,
    case when l.hash is null then 'not_in_log' else 'differs' end as fault
  from claim_documents d
  left join audit_log l on l.subject_id = d.claim_id and l.chain = d.partner_id::text
    and l.event = 'document.added' and l.data ->> 'document' = d.id::text
  left join audit_log gone on gone.subject_id = d.claim_id and gone.chain = d.partner_id::text
    and gone.event = 'document.removed' and gone.data ->> 'document' = d.id::text
  where (gone.at, gone.actor_id) is distinct from (d.removed_at, d.removed_by::text)
    or (l.at, l.actor_id, l.data ->> 'proof') is distinct from (d.uploaded_at, d.uploaded_by::text,
      ${print(sql`d.requirement, d.name, d.media_type, d.size, encode(d.sha256, 'hex')`)})
    and not (l.hash is null and exists (
      select from workshop_claims c join claim_documents o on o.partner_id = c.partner_id and o.claim_id = c.renews_claim_id
      where c.partner_id = d.partner_id and c.id = d.claim_id and o.place = d.place and o.uploaded_at = d.uploaded_at and o.uploaded_by = d.uploaded_by
        and o.sha256 = d.sha256 and o.name = d.name and o.requirement = d.requirement and o.size = d.size
        and o.media_type = d.media_type))`;

/** What a scanner found stays found. */
const infections = sql`
  select 'document' as kind, d.id, d.partner_id::text as chain,
    case when l.seq is null then 'not_in_log' else 'differs' end as fault
  from claim_documents d left join audit_log l on l.subject_id = d.claim_id and l.chain = d.partner_id::text
    and l.event = 'document.infected' and l.data ->> 'document' = d.id::text
  where l.data ->> 'infection' is distinct from d.infection`;

const lostDocuments = sql`
  select 'document' as kind, l.data ->> 'document' as id, l.chain, 'gone' as fault from audit_log l
  where l.event = 'document.added' and not exists (
    select from claim_documents d where d.id = (l.data ->> 'document')::uuid)`;

/** The answers to a survey are those of the log, given when it says. */
const surveys = sql`
  select 'survey' as kind, s.id, s.partner_id::text as chain,
    case when l.hash is null then 'not_in_log' else 'differs' end as fault
  from claim_surveys s left join audit_log l on l.subject_id = s.claim_id and l.chain = s.partner_id::text
    and l.event = 'survey.answered' and l.data ->> 'surveyId' = s.id::text
  where l.at is distinct from s.answered_at
    or s.answered_at is not null and (l.data -> 'answers', l.data ->> 'proof') is distinct from
      (s.answers, ${print(sql`s.answered_name, s.ip_address, s.user_agent`)})`;

const lostSurveys = sql`
  select 'survey' as kind, l.data ->> 'surveyId' as id, l.chain, 'gone' as fault from audit_log l
  where l.event = 'survey.answered' and not exists (
    select from claim_surveys s where s.id = (l.data ->> 'surveyId')::uuid)`;

const statements = [
  rounds,
  cancelled,
  contacts,
  requests,
  closedRequests,
  lostRequests,
  askedSurveys,
  closedSurveys,
  comments,
  lostComments,
  decisions,
  lostDecisions,
  consents,
  lostConsents,
  claims,
  lostClaims,
  reviews,
  lostReviews,
  documents,
  infections,
  lostDocuments,
  surveys,
  lostSurveys,
];
