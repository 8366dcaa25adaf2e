import { sql } from "drizzle-orm";
import { claimParts } from "./claim-parts";
import { claimTerms } from "./claim-terms";
import { erased, print } from "./difference";

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
    where l.subject_id = a.id and l.chain = c.partner_id::text and l.event in ('consent.accepted', 'round.imported')
    order by l.seq desc limit 1) opened on true
  cross join lateral (
    select bool_or(l.event in ('consent.withdrawn', 'round.stopped')) as withdrawn, bool_or(l.event = 'delivery.expired') as lapsed
    from audit_log l where l.subject_id = a.id and l.chain = c.partner_id::text) round
  cross join lateral (
    select (array_agg(l.data ->> 'to' order by l.seq desc))[1] as status,
      max(l.at) filter (where l.data ->> 'to' = 'submitted') as submitted,
      (array_agg(l.actor_id order by l.seq desc) filter (where l.data ->> 'to' = 'submitted'))[1] as submitter,
      max(l.at) filter (where l.data ->> 'to' = 'approved' and l.event <> 'claim.payment_returned') as approved,
      max(l.at) filter (where l.data ->> 'to' = 'rejected') as rejected,
      max(l.at) filter (where l.data ->> 'to' = 'disputed') as disputed,
      -- The last of them: what the bank sent back is not paid (P30).
      (array_agg(case l.event when 'claim.paid' then l.at end order by l.seq desc)
        filter (where l.event in ('claim.paid', 'claim.payment_returned')))[1] as paid,
      (array_agg(case l.event when 'claim.paid' then l.data ->> 'paymentReference' end order by l.seq desc)
        filter (where l.event in ('claim.paid', 'claim.payment_returned')))[1] as reference
    from audit_log l where l.subject_id = c.id and l.chain = c.partner_id::text and l.data ? 'to') told
  where opened.claim is distinct from claim_opened(c)
    or c.status::text <> coalesce(told.status, case
      when round.withdrawn then 'cancelled'
      when round.lapsed then 'not_submitted_expired'
      when c.status = 'not_submitted_expired' and a.end_reason = 'delivery_expired'
        and a.ended_at = a.delivery_due_at then 'not_submitted_expired'
      else 'editing' end)
    or (told.submitted, told.submitter, told.approved, told.rejected, told.disputed, told.paid, told.reference)
      is distinct from (c.submitted_at, c.submitted_by::text, c.approved_at, c.rejected_at, c.disputed_at, c.paid_at,
        c.payment_reference)`;

/** Who has a claim in hand, and since when (W12). */
const reviewers = sql`
  select 'claim' as kind, c.id, c.partner_id::text as chain, case when told.seq is null then 'not_in_log' else 'differs' end as fault
  from workshop_claims c left join lateral (
    select l.seq, l.at, coalesce(l.data ->> 'reviewer', l.actor_id) as reviewer from audit_log l where l.subject_id = c.id and l.chain = c.partner_id::text
      and l.event in ('claim.review_started', 'claim.review_taken_over', 'claim.review_handed_over') order by l.seq desc limit 1) told on true
  where (told.reviewer, told.at) is distinct from (c.reviewer_id::text, c.reviewer_since)`;

const lostClaims = sql`
  select 'claim' as kind, l.data -> 'claim' ->> 'id' as id, l.chain, 'gone' as fault from audit_log l
  where l.event in ('consent.accepted', 'round.imported') and l.data ->> 'claim' is not null and not exists (
    select from workshop_claims c where c.id = (l.data -> 'claim' ->> 'id')::uuid)`;

/** Each decision of the programme, with its reasons, its words and who took it. */
const reviews = sql`
  select 'review' as kind, r.id, r.partner_id::text as chain,
    case when l.hash is null then 'not_in_log' else 'differs' end as fault
  from claim_reviews r left join audit_log l on l.subject_id = r.claim_id and l.at = r.decided_at
    and l.chain = r.partner_id::text and l.data ? 'reasons'
  where l.hash is null or l.actor_id <> r.reviewer_id::text or l.data -> 'reasons' <> r.reasons
    or l.data ->> 'to' <> r.decision::text
    or not ${erased} and l.data ->> 'comment' is distinct from ${print(sql`r.comment`)}`;

const lostReviews = sql`
  select 'review' as kind, l.subject_id as id, l.chain, 'gone' as fault from audit_log l
  where l.data ? 'reasons' and l.event like 'claim.%' and not exists (
    select from claim_reviews r where r.claim_id = l.subject_id and r.decided_at = l.at)`;

/** Who commented on a claim, and when. */
const comments = sql`
  select 'comment' as kind, m.id, m.partner_id::text as chain, 'differs' as fault
  from claim_comments m join audit_log l on l.subject_id = m.claim_id and l.chain = m.partner_id::text
    and l.event = 'claim.commented' and l.data ->> 'commentId' = m.id::text
  where (l.at, l.actor_id, l.data ->> 'parentId') is distinct from (m.created_at, m.author_id::text, m.parent_id::text)
    or not ${erased} and l.data ->> 'proof' is distinct from ${print(sql`m.body`)}`;

const lostComments = sql`
  select 'comment' as kind, l.data ->> 'commentId' as id, l.chain, 'gone' as fault from audit_log l
  where l.event = 'claim.commented' and l.data ? 'commentId' and not exists (
    select from claim_comments m where m.id = (l.data ->> 'commentId')::uuid)`;

/** A claim, its reviews and comments. */
export const claimsCompared = [
  claims,
  claimTerms,
  lostClaims,
  claimParts,
  reviewers,
  reviews,
  lostReviews,
  comments,
  lostComments,
];
