import { authorize } from "../../access/authorize";
import { changesOf } from "../../changes";
import { transaction, type Ctx } from "../../ctx";
import { lockTenants } from "../../tenants/editing/queries";
import { keepBar } from "./keep-bar";
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
    await keepBar(tx, stands, wanted);
  });
}
