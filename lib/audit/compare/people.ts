import { sql } from "drizzle-orm";

/** Who joined a company by which invitation: the log names the invitation, which names the account. */
const joined = sql`(
  select l.chain, i.accepted_by as user_id, l.event, l.seq, l.at, l.actor_id, l.data
  from audit_log l join invitations i on i.partner_id::text = l.chain and i.id = l.subject_id
  where l.event = 'person.joined' and l.data -> 'roles' <> '[]'
  union all
  select l.chain, l.subject_id, l.event, l.seq, l.at, l.actor_id, l.data from audit_log l
  where l.event in ('person.disabled', 'person.enabled', 'person.roles_changed') and l.chain <> 'programme')`;

/** Who belongs to a company since when, and that they were disabled, by whom, and who hears in their place (U2, U8). */
const memberships = sql`
  select 'membership' as kind, coalesce(m.user_id, told.user_id) as id, coalesce(m.partner_id::text, told.chain) as chain,
    case when m.user_id is null then 'gone' else 'differs' end as fault
  from memberships m full join (
    select t.chain, t.user_id, min(t.at) filter (where t.event = 'person.joined') as joined,
      (array_agg(t.event order by t.seq desc) filter (where t.event <> 'person.roles_changed'))[1] as event,
      (array_agg(t.at order by t.seq desc) filter (where t.event <> 'person.roles_changed'))[1] as at,
      (array_agg(t.actor_id order by t.seq desc) filter (where t.event <> 'person.roles_changed'))[1] as by,
      (array_agg(t.data ->> 'heirId' order by t.seq desc) filter (where t.event <> 'person.roles_changed'))[1] as heir
    from ${joined} t where t.chain <> '00000000-0000-0000-0000-000000000000' and t.chain <> 'programme' group by 1, 2) told
    on told.chain = m.partner_id::text and told.user_id = m.user_id
  where m.user_id is null or told.joined <> m.joined_at
    or (case when told.event = 'person.disabled' then told.at end, case when told.event = 'person.disabled' then told.by end,
        case when told.event = 'person.disabled' then told.heir end)
      is distinct from (m.ended_at, m.ended_by::text, m.heir_id::text)`;

/**
 * The roles of each person of a company: those that the last event of them says, but what ran out before it (U4). Of
 * somebody of whom the log tells no role, none are compared.
 */
const roles = sql`
  select distinct 'role' as kind, told.user_id as id, told.chain,
    case when g.id is null then 'gone' else 'differs' end as fault
  from (
    select distinct on (t.chain, t.user_id) t.chain, t.user_id, t.at, coalesce(t.data -> 'after', t.data -> 'roles') as roles
    from ${joined} t where t.event in ('person.joined', 'person.roles_changed') and t.chain <> 'programme'
    order by t.chain, t.user_id, t.seq desc) told
  cross join lateral (
    select r ->> 'role' as role, (r ->> 'locationId')::uuid as location_id, r ->> 'lastDay' as last_day
    from jsonb_array_elements(told.roles) r) r
  left join role_grants g on g.partner_id::text = told.chain and g.user_id = told.user_id and g.role::text = r.role
    and g.location_id is not distinct from r.location_id
  where g.id is null or g.last_day::text is distinct from r.last_day
  union all
  select 'role', g.user_id, g.partner_id::text, 'not_in_log' from role_grants g join lateral (
    select t.at, coalesce(t.data -> 'after', t.data -> 'roles') as roles from ${joined} t
    where t.chain = g.partner_id::text and t.user_id = g.user_id and t.event in ('person.joined', 'person.roles_changed')
    order by t.seq desc limit 1) told on true
  where (g.ends_at is null or g.ends_at > told.at) and not exists (
    select from jsonb_array_elements(told.roles) r
    where r ->> 'role' = g.role::text and (r ->> 'locationId')::uuid is not distinct from g.location_id)`;

/** An invitation that was accepted is one that the log has, for the roles that it says (U2). */
const invitations = sql`
  select 'invitation' as kind, i.id, case when i.partner_id = '00000000-0000-0000-0000-000000000000' then 'programme' else i.partner_id::text end as chain,
    case when l.seq is null then 'not_in_log' else 'differs' end as fault
  from invitations i left join audit_log l on l.event = 'person.joined' and l.subject_id = i.id
    and l.chain = case when i.partner_id = '00000000-0000-0000-0000-000000000000' then 'programme' else i.partner_id::text end
  where i.accepted_at is not null and ((l.at, l.data -> 'roles') is distinct from (i.accepted_at, i.roles))
    or i.accepted_at is null and l.seq is not null`;

/** Who works for which company, in which roles, and how they came there. */
export const peopleCompared = [memberships, roles, invitations];
