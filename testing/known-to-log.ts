import type { fixture } from "./fixture";

/**
 * Partners, locations, qualifications, memberships and roles that the log tells nobody of, since they came to be by no
 * verb (D15); none where everything was made as the product makes it.
 */
export function unknownToLog(f: Pick<ReturnType<typeof fixture>, "sql">) {
  return f.sql<{ kind: string; id: string }>(`
    select 'partner' as kind, p.id::text from partners p where not exists (
      select from audit_log l where l.chain = p.id::text and l.subject_id = p.id and l.event = 'partner.created')
    union all select 'location', p.id::text from locations p where not exists (
      select from audit_log l where l.chain = p.partner_id::text and l.subject_id = p.id and l.event = 'location.created')
    union all select 'enrolment', p.id::text from locations p
      where p.enrolment <> 'invited' and not exists (
        select from audit_log l where l.chain = p.partner_id::text and l.subject_id = p.id and l.event = 'enrolment.moved')
    union all select 'qualification', q.location_id || ' ' || q.qualification from location_qualifications q where not exists (
      select from audit_log l where l.chain = q.partner_id::text and l.subject_id = q.location_id and l.event = 'location.qualified'
        and l.data -> 'after' ->> 'qualification' = q.qualification)
    union all select 'membership', m.user_id::text from memberships m where not exists (
      select from audit_log l join invitations i on i.partner_id::text = l.chain and i.id = l.subject_id
      where l.chain = m.partner_id::text and l.event = 'person.joined' and i.accepted_by = m.user_id)
    union all select 'role', g.user_id || ' ' || g.role from role_grants g where not exists (
      select from audit_log l left join invitations i on i.partner_id::text = l.chain and i.id = l.subject_id
      cross join lateral jsonb_array_elements(coalesce(l.data -> 'roles', l.data -> 'after')) r
      where l.chain = g.partner_id::text and (l.event = 'person.joined' and i.accepted_by = g.user_id
          or l.event = 'person.roles_changed' and l.subject_id = g.user_id)
        and r ->> 'role' = g.role::text and (r ->> 'locationId')::uuid is not distinct from g.location_id)
    union all select 'operator', g.user_id || ' ' || g.role from operator_grants g where not exists (
      select from audit_log l where l.chain = 'programme' and l.subject_id = g.user_id
        and coalesce(l.data -> 'roles', l.data -> 'after') ? g.role)
    order by 1, 2`);
}
