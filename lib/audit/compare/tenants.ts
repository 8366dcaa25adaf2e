import { sql } from "drizzle-orm";

/** What a tenant was merged into, itself or by way of others, stands exactly when the log has it (P18). */
const merged = sql`
  select 'tenant' as kind, coalesce(t.id, told.id) as id, 'programme' as chain,
    case when told.id is null then 'not_in_log' when t.id is null then 'gone' else 'differs' end as fault
  from (select * from tenants where merged_into is not null) t
  full join (select l.subject_id as id, min(l.at) as at, min(l.data ->> 'intoId') as into from audit_log l
    where l.chain = 'programme' and l.event = 'tenant.merged' group by 1) told on told.id = t.id
  left join tenants n on n.id::text = told.into
  where t.id is null or told.id is null or (t.merged_at, t.merged_into) is distinct from (told.at, coalesce(n.merged_into, n.id))`;

/** Why a tenant is not allowed is what the log last says of it, or of what was merged into it (P18). */
const barred = sql`
  select 'tenant' as kind, t.id, 'programme' as chain, 'differs' as fault
  from tenants t cross join lateral (
    select l.event, l.data -> 'after' as after, l.actor_id from audit_log l
    where l.chain = 'programme' and l.subject_id = t.id and l.event in ('tenant.barred', 'tenant.allowed')
    order by l.seq desc limit 1) told
  where t.merged_into is null and (case when told.event = 'tenant.barred' then told.after ->> 'reason' end,
      case when told.event = 'tenant.barred' then told.after ->> 'note' end) is distinct from (t.barred_for, t.barred_note)
    and not exists (select from tenants m where m.merged_into = t.id)`;

/** The tenants, as data stewards merged them and marked them as not allowed. */
export const tenantsCompared = [merged, barred];
