import { eq } from "drizzle-orm";
import { tenants } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { changedBy } from "../../changes";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { lockTenants } from "../../tenants/editing/queries";
import { refreshEligibility } from "../refresh";
import type { AllowTenantInput } from "./schema";

/**
 * P18: a data steward takes back that a tenant is not allowed: its facts decide again.
 * Refuses with `not_found`, `tenant_merged`, `changed_meanwhile`, and with `already_done` when it is allowed.
 */
export async function allowTenant(
  ctx: Ctx,
  { tenant: id, revision: seen }: AllowTenantInput,
): Promise<void> {
  authorize(ctx, "data.manage");
  await transaction(ctx, async (tx) => {
    const [stands] = await lockTenants(tx, [id]);
    if (!stands) return;
    const { barredFor: reason, barredNote: note } = stands;
    if (reason === null) throw new Refusal("already_done");
    if (stands.revision !== seen) throw changedBy(stands.changedByName);
    await tx.db
      .update(tenants)
      .set({
        ...{ barredFor: null, barredNote: null, barredAt: null, barredBy: null },
        revision: stands.revision + 1,
        changedBy: tx.actor.userId,
        updatedAt: tx.now,
      })
      .where(eq(tenants.id, id));
    await refreshEligibility(tx, [id]);
    await record(tx, {
      event: "tenant.allowed",
      subjectId: id,
      data: { before: { reason, note } },
    });
  });
}
