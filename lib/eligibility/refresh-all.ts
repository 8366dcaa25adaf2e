import { sql } from "drizzle-orm";
import { authorize } from "../access/authorize";
import { transaction, type Ctx, type System } from "../ctx";
import { beginRun, countOn, endRun } from "./progress";
import { uuids } from "./queries";
import { countStale, refreshEligibility } from "./refresh";

/**
 * Brings eligibility up to date for every tenant that some partner knows or works with, a hundred
 * to a transaction, and the lists in which they stand (who answers for one of them waits for no more than those), all of a tenant at once: after a change of the catalogue, in a new month, or (with `changedAt`) after an
 * import. Safe to run again, and at any point after a run that broke off.
 * @param changedAt only the tenants whose facts changed at this very instant
 * @param chunk how many tenants to a transaction
 * @param dry only counts what would change
 * @returns how many tenants were looked at, and how many results changed
 */
export async function refreshAllEligibility(
  ctx: Ctx<System>,
  {
    changedAt = null,
    chunk = 100,
    dry = false,
  }: { changedAt?: Date | null; chunk?: number; dry?: boolean } = {},
): Promise<{ tenants: number; changed: number }> {
  authorize(ctx, "eligibility.refresh");
  // Of all of them it is told how far it is; of the tenants of one import that import tells.
  const run = dry || changedAt !== null ? null : await beginRun(ctx);
  const total = { tenants: 0, changed: 0 };
  for (let after: string | undefined = "00000000-0000-0000-0000-000000000000"; after;) {
    const done: { ids: string[]; changed: number } = await transaction(ctx, async (tx) => {
      const found = await tx.db.execute<{ id: string }>(sql`
        select t.id from tenants t
        where t.id > ${after}
          and (${changedAt?.toISOString() ?? null}::timestamptz is null or t.updated_at = ${changedAt?.toISOString() ?? null})
          and (exists (select from customers c where c.tenant_id = t.id)
            or exists (select from known_customers k where k.tenant_id = t.id))
        order by t.id limit ${chunk}`);
      const ids = found.rows.map((row) => row.id);
      const changed = await (dry ? countStale : refreshEligibility)(tx, ids);
      if (!dry) await tx.db.execute(sql`select list_known(${uuids(ids)})`);
      if (run !== null) await countOn(tx, run, { done: ids.length, changed });
      return { ids, changed };
    });
    total.tenants += done.ids.length;
    total.changed += done.changed;
    after = done.ids.at(-1);
  }
  if (run !== null) await endRun(ctx, run);
  return total;
}
