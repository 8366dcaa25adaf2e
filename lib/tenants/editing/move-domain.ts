import { and, eq } from "drizzle-orm";
import { tenantDomains } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { namedTenant } from "../resolve";
import type { MoveDomainInput } from "../schema";
import { lockTenants } from "./queries";

/**
 * P18: a data steward moves an e-mail domain from one tenant to another, which is found by it from then on. Rounds stay
 * where they are. Refuses with `not_found`, `tenant_merged`, with `other_tenant_unknown` or `other_tenant_several` for
 * whom it should go to, `other_tenant_same`, and with `already_done` when the one has it not (any more).
 */
export async function moveTenantDomain(
  ctx: Ctx,
  { tenant: from, domain, to }: MoveDomainInput,
): Promise<void> {
  authorize(ctx, "data.manage");
  await transaction(ctx, async (tx) => {
    const { id: into, name } = await namedTenant(tx, to, "to");
    if (into === from) throw new Refusal("other_tenant_same", { field: "to" });
    const [left] = await lockTenants(tx, [from, into]);
    const moved = await tx.db
      .update(tenantDomains)
      .set({ tenantId: into })
      .where(and(eq(tenantDomains.domain, domain), eq(tenantDomains.tenantId, from)))
      .returning({ domain: tenantDomains.domain });
    if (moved.length === 0 || !left) throw new Refusal("already_done");
    const between = { domain, fromId: from, intoId: into, fromName: left.name, intoName: name };
    await record(tx, { event: "tenant.domain_moved", subjectId: from, data: between });
    await record(tx, { event: "tenant.domain_received", subjectId: into, data: between });
  });
}
