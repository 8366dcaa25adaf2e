import { and, eq } from "drizzle-orm";
import { tenantDomains } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import type { TenantDomainInput } from "../schema";
import { lockTenants } from "./queries";

/**
 * P18: a data steward takes an e-mail domain from a tenant. Rounds go on; a contact there who is asked anew needs a
 * reason from then on (D19). Refuses with `not_found`, `tenant_merged`, and with `already_done` when it has it not.
 */
export async function removeTenantDomain(
  ctx: Ctx,
  { tenant: tenantId, domain }: TenantDomainInput,
): Promise<void> {
  authorize(ctx, "data.manage");
  await transaction(ctx, async (tx) => {
    await lockTenants(tx, [tenantId]);
    const removed = await tx.db
      .delete(tenantDomains)
      .where(and(eq(tenantDomains.domain, domain), eq(tenantDomains.tenantId, tenantId)))
      .returning({ domain: tenantDomains.domain });
    if (removed.length === 0) throw new Refusal("already_done");
    await record(tx, { event: "tenant.domain_removed", subjectId: tenantId, data: { domain } });
  });
}
