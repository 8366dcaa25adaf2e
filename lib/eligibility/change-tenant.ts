import { eq } from "drizzle-orm";
import { tenants } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { changesOf } from "../changes";
import { transaction, type Ctx } from "../ctx";
import { lockTenants } from "../tenants/editing/queries";
import { tenantFields, type ChangeTenantInput } from "../tenants/schema";
import { refreshEligibility } from "./refresh";

const names = tenantFields.keyof().options;

/**
 * P18, P4: a data steward gives a tenant another name, country or TPID. Its lists
 * and eligibility follow at once. What
 * somebody else changed since the page was opened is told field by field and not overwritten.
 * Refuses with `not_found`, `tenant_merged`, `changed_meanwhile`.
 */
export async function changeTenant(
  ctx: Ctx,
  { tenant: id, revision: seen, ...wanted }: ChangeTenantInput,
): Promise<void> {
  authorize(ctx, "data.manage");
  await transaction(ctx, async (tx) => {
    const [stands] = await lockTenants(tx, [id]);
    const data = stands && changesOf(names, { stands, wanted, seen });
    if (!data) return;
    await tx.db
      .update(tenants)
      .set({
        ...wanted,
        // Somebody says what it is.
        foundAt: null,
        revision: stands.revision + 1,
        changedBy: tx.actor.userId,
        updatedAt: tx.now,
      })
      .where(eq(tenants.id, id));
    await refreshEligibility(tx, [id]);
    await record(tx, { event: "tenant.changed", subjectId: id, data });
  });
}
