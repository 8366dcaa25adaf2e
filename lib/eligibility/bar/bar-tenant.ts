import { eq } from "drizzle-orm";
import { tenants } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { changesOf } from "../../changes";
import { transaction, type Ctx } from "../../ctx";
import { lockTenants } from "../../tenants/editing/queries";
import { refreshEligibility } from "../refresh";
import type { BarTenantInput } from "./schema";

/**
 * P18: a data steward marks a tenant as not allowed. It meets the criteria of no engagement from then on, and its
 * partners read why (S10); rounds under way go on (D5). Said again, with another reason, it replaces the one before.
 * Refuses with `not_found`, `tenant_merged`, `changed_meanwhile`.
 */
export async function barTenant(
  ctx: Ctx,
  { tenant: id, revision: seen, ...wanted }: BarTenantInput,
): Promise<void> {
  authorize(ctx, "data.manage");
  await transaction(ctx, async (tx) => {
    const [stands] = await lockTenants(tx, [id]);
    if (!stands) return;
    const { barredFor: reason, barredNote: note, revision, changedByName } = stands;
    const data = changesOf(["reason", "note"], {
      stands: { reason, note, revision, changedByName },
      wanted,
      seen,
    });
    if (data === null) return;
    await tx.db
      .update(tenants)
      .set({
        barredFor: wanted.reason,
        barredNote: wanted.note,
        barredAt: tx.now,
        barredBy: tx.actor.userId,
        revision: revision + 1,
        changedBy: tx.actor.userId,
        updatedAt: tx.now,
      })
      .where(eq(tenants.id, id));
    await refreshEligibility(tx, [id]);
    await record(tx, { event: "tenant.barred", subjectId: id, data: { before: { reason, note }, after: wanted } }); // prettier-ignore
  });
}
