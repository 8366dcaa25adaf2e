import { sql } from "drizzle-orm";
import { erased, print } from "./difference";

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
    or (l.at, l.actor_id, l.data ->> 'sha256', case when not ${erased} then l.data ->> 'proof' end) is distinct from
      (d.uploaded_at, d.uploaded_by::text, encode(d.sha256, 'hex'), case when not ${erased} then ${print(sql`d.requirement, d.name, d.media_type, d.size, encode(d.sha256, 'hex')`)} end)
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

/** Whom a survey asks, and since when; and that it was closed. */
const askedSurveys = sql`
  select 'survey' as kind, s.id, s.partner_id::text as chain, 'differs' as fault
  from claim_surveys s join audit_log l on l.subject_id = s.claim_id and l.chain = s.partner_id::text
    and l.event = 'survey.sent' and l.data ->> 'surveyId' = s.id::text
  where l.at is distinct from s.created_at or not ${erased} and l.data ->> 'recipientEmail' is distinct from s.recipient_email`;

const closedSurveys = sql`
  select 'survey' as kind, s.id, s.partner_id::text as chain,
    case when l.seq is null then 'not_in_log' else 'differs' end as fault
  from claim_surveys s left join audit_log l on l.subject_id = s.claim_id and l.chain = s.partner_id::text
    and l.event = 'survey.closed' and l.data ->> 'surveyId' = s.id::text
  where l.at is distinct from s.closed_at`;

/** The answers to a survey are those of the log, given when it says. */
const surveys = sql`
  select 'survey' as kind, s.id, s.partner_id::text as chain,
    case when l.hash is null then 'not_in_log' else 'differs' end as fault
  from claim_surveys s left join audit_log l on l.subject_id = s.claim_id and l.chain = s.partner_id::text
    and l.event = 'survey.answered' and l.data ->> 'surveyId' = s.id::text
  where l.at is distinct from s.answered_at
    or s.answered_at is not null and not ${erased} and (l.data -> 'answers', l.data ->> 'proof') is distinct from
      (s.answers, ${print(sql`s.answered_name, s.ip_address, s.user_agent`)})`;

const lostSurveys = sql`
  select 'survey' as kind, l.data ->> 'surveyId' as id, l.chain, 'gone' as fault from audit_log l
  where l.event = 'survey.answered' and not exists (
    select from claim_surveys s where s.id = (l.data ->> 'surveyId')::uuid)`;

/** What proves a claim: documents and surveys. */
export const proof = [
  documents,
  infections,
  lostDocuments,
  askedSurveys,
  closedSurveys,
  surveys,
  lostSurveys,
];
