import { sql } from "drizzle-orm";
import { erased } from "./difference";

/** Which mail domains are a partner's own: those that were added last, and not removed (D19). */
const domains = sql`
  select 'domain' as kind, coalesce(d.domain, told.domain) as id, coalesce(d.partner_id::text, told.chain) as chain,
    case when d.domain is null then 'gone' else 'not_in_log' end as fault
  from partner_domains d full join (
    select distinct on (l.chain, l.data ->> 'domain') l.chain, l.event, l.data ->> 'domain' as domain from audit_log l
    where l.event in ('partner.domain_added', 'partner.domain_removed')
    order by l.chain, l.data ->> 'domain', l.seq desc) told
    on told.chain = d.partner_id::text and told.domain = d.domain
  where (d.domain is not null) <> coalesce(told.event = 'partner.domain_added', false)`;

/** Whom the programme forbade a partner to ask, by whose word, and that it was lifted (D19). */
const bans = sql`
  select 'ban' as kind, b.id, b.partner_id::text as chain, case when l.seq is null then 'not_in_log' else 'differs' end as fault
  from contact_bans b
  left join audit_log l on l.chain = b.partner_id::text and l.event = 'contact.banned' and l.data ->> 'banId' = b.id::text
  left join audit_log free on free.chain = b.partner_id::text and free.event = 'contact.ban_lifted'
    and free.data ->> 'banId' = b.id::text
  where (l.at, l.actor_id, l.data ->> 'reportId', l.data ->> 'requestId') is distinct from
      (b.banned_at, b.banned_by::text, b.report_id::text, b.request_id::text)
    or (free.at, free.actor_id) is distinct from (b.lifted_at, b.lifted_by::text)
    or not ${erased} and (l.data ->> 'contactEmail', l.data ->> 'reason') is distinct from (b.contact_email, b.reason)`;

const lostBans = sql`
  select 'ban' as kind, l.data ->> 'banId' as id, l.chain, 'gone' as fault from audit_log l
  where l.event = 'contact.banned' and not exists (
    select from contact_bans b where b.partner_id::text = l.chain and b.id::text = l.data ->> 'banId')`;

/** Who works for the programme, in which roles, since when and by whose word: as the last event of each role says (P5). */
const operators = sql`
  select 'operator' as kind, coalesce(g.user_id, told.id) as id, 'programme' as chain,
    case when g.user_id is null then 'gone' else 'not_in_log' end as fault
  from operator_grants g full join (
    select * from (
      select distinct on (e.id, e.role) e.* from (
        select l.subject_id as id, r.role, l.at, l.seq, null as by, true as given
        from audit_log l, jsonb_array_elements_text(l.data -> 'roles') r (role)
        where l.chain = 'programme' and l.event = 'operator.let_in'
        union all
        select i.accepted_by, r ->> 'role', l.at, l.seq, i.created_by::text, true
        from audit_log l join invitations i on i.partner_id = '00000000-0000-0000-0000-000000000000' and i.id = l.subject_id
          cross join jsonb_array_elements(l.data -> 'roles') r
        where l.chain = 'programme' and l.event = 'person.joined'
        union all
        select l.subject_id, r.role, l.at, l.seq, l.actor_id, l.data -> 'after' ? r.role
        from audit_log l, jsonb_array_elements_text((l.data -> 'before') || (l.data -> 'after')) r (role)
        where l.chain = 'programme' and l.event = 'operator.roles_changed'
          and (l.data -> 'before' ? r.role) <> (l.data -> 'after' ? r.role)) e
      order by e.id, e.role, e.seq desc) last where last.given) told
    on told.id = g.user_id and told.role = g.role and told.at = g.granted_at
      and told.by is not distinct from g.granted_by::text
  where g.user_id is null or told.id is null`;

/** What the programme decides about a partner, and who decides for it. */
export const programmeCompared = [domains, bans, lostBans, operators];
