import { tenants } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import type { CreateTenantInput } from "../schema";

/**
 * P18: a data steward writes a tenant down, of which no figures are known yet.
 * Refuses with `tenant_exists` for an ID that is there, also of one that was merged into another.
 */
export async function createTenant(
  ctx: Ctx,
  { tenantId, ...fields }: CreateTenantInput,
): Promise<void> {
  authorize(ctx, "data.manage");
  await transaction(ctx, async (tx) => {
    const made = await tx.db
      .insert(tenants)
      .values({ id: tenantId, ...fields, updatedAt: tx.now, changedBy: tx.actor.userId })
      .onConflictDoNothing()
      .returning({ id: tenants.id });
    if (made.length === 0) throw new Refusal("tenant_exists", { field: "tenantId" });
    await record(tx, { event: "tenant.created", subjectId: tenantId, data: { after: fields } });
  });
}
