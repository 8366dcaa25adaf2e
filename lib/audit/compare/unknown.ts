import { sql } from "drizzle-orm";

/** A partner of which the log tells of no beginning (P25). */
const partners = sql`
  select 'partner' as kind, p.id, p.id::text as chain, 'not_in_log' as fault from partners p
  where not exists (select from audit_log l where l.chain = p.id::text and l.subject_id = p.id and l.event = 'partner.created')`;

/** A location of which the log tells of no beginning, or that stands where no move led it (P26, P27). */
const locations = sql`
  select case when l.seq is null then 'location' else 'enrolment' end as kind, p.id, p.partner_id::text as chain, 'not_in_log' as fault
  from locations p left join audit_log l on l.chain = p.partner_id::text and l.subject_id = p.id and l.event = 'location.created'
  where l.seq is null or p.enrolment <> 'invited' and not exists (
    select from audit_log m where m.chain = p.partner_id::text and m.subject_id = p.id and m.event = 'enrolment.moved')`;

/** What a location is qualified for by nobody (P26). */
const qualifications = sql`
  select 'qualification' as kind, q.location_id as id, q.partner_id::text as chain, 'not_in_log' as fault from location_qualifications q
  where not exists (select from audit_log l where l.chain = q.partner_id::text and l.subject_id = q.location_id
    and l.event = 'location.qualified' and l.data -> 'after' ->> 'qualification' = q.qualification
    and l.data -> 'after' ->> 'validFrom' = q.valid_from::text)`;

/** Who belongs to a company, or has a role there, though nobody joined (U2). */
const people = sql`
  select m.kind, m.user_id as id, m.partner_id::text as chain, 'not_in_log' as fault
  from (select 'membership' as kind, partner_id, user_id from memberships
    union all select distinct 'role', partner_id, user_id from role_grants) m
  where not exists (select from invitations i join audit_log l on l.chain = i.partner_id::text and l.subject_id = i.id and l.event = 'person.joined'
    where i.partner_id = m.partner_id and i.accepted_by = m.user_id)`;

/** What is there though the log tells of no beginning of it. */
export const unknownCompared = [partners, locations, qualifications, people];
