import { sql } from "drizzle-orm";
import type { Tx } from "../ctx";
import { listEngagements } from "../engagements/queries";
import { listFacts, uuids } from "./queries";
import { isNear } from "./near.rules";
import { tenantEligibility } from "./rules";

/**
 * Brings the stored result of every engagement's customer criteria up to date for these tenants, and
 * with it their rows on the Customers pages of all partners. Part of a verb's transaction; call it
 * before a tenant becomes known or is added. Rows that are right already are not written.
 * The tenants' locks are taken first, in one order, so that the facts read here are the latest.
 * @param tenantIds at most some thousand: each holds a lock until the transaction ends
 * @returns how many results changed or came into being
 */
export async function refreshEligibility(tx: Tx, tenantIds: readonly string[]): Promise<number> {
  if (tenantIds.length === 0) return 0;
  await tx.db.execute(sql`
    select lock_tenant(id) from (select distinct t.id from unnest(${uuids(tenantIds)}) as asked (id)
      join tenants t on t.id = asked.id where t.merged_into is null order by 1) as sorted`);
  const results = await evaluate(tx, tenantIds);
  const changed = await tx.db.execute(sql`
    insert into tenant_eligibility as e (engagement_id, tenant_id, met, near, evaluated_at)
    select r.engagement_id, r.tenant_id, r.met, r.near, ${tx.now.toISOString()}::timestamptz
    from unnest(
      ${uuids(results.map((r) => r.engagement))},
      ${uuids(results.map((r) => r.tenant))},
      ${sql.param(results.map((r) => r.met))}::boolean[],
      ${sql.param(results.map((r) => r.near))}::boolean[]
    ) as r (engagement_id, tenant_id, met, near)
    left join tenant_eligibility old using (engagement_id, tenant_id)
    where (old.met, old.near) is distinct from (r.met, r.near)
    order by r.tenant_id, r.engagement_id
    on conflict (engagement_id, tenant_id)
      do update set met = excluded.met, near = excluded.near, evaluated_at = excluded.evaluated_at`);
  return changed.rowCount ?? 0;
}

/** How many stored results of these tenants are not what the criteria give now. */
export async function countStale(tx: Tx, tenantIds: readonly string[]): Promise<number> {
  const results = await evaluate(tx, tenantIds);
  const found = await tx.db.execute(sql`
    select from unnest(
      ${uuids(results.map((r) => r.engagement))},
      ${uuids(results.map((r) => r.tenant))},
      ${sql.param(results.map((r) => r.met))}::boolean[],
      ${sql.param(results.map((r) => r.near))}::boolean[]
    ) as r (engagement_id, tenant_id, met, near)
    left join tenant_eligibility old using (engagement_id, tenant_id)
    where (old.met, old.near) is distinct from (r.met, r.near)`);
  return found.rowCount ?? 0;
}

async function evaluate(tx: Tx, tenantIds: readonly string[]) {
  const catalogue = await listEngagements(tx);
  return (await listFacts(tx, [...new Set(tenantIds)])).flatMap((facts) =>
    catalogue.map((engagement) => {
      const result = tenantEligibility(engagement, facts);
      const { met } = result;
      return { engagement: engagement.id, tenant: facts.id, met, near: isNear(result) };
    }),
  );
}
