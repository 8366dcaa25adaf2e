import { eq } from "drizzle-orm";
import { tenantDomains, tenants } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { isFreeMail, isSharedSuffix } from "../rules";
import type { TenantDomainInput } from "../schema";
import { lockTenants } from "./queries";

/**
 * P18: a data steward adds an e-mail domain to a tenant, which is found by it from then on (S24). A public suffix may be
 * one (D24). Refuses with `not_found`, `tenant_merged`, `domain_free_mail`, `domain_shared_tenant`, with `already_done`
 * when it has it, and with `domain_of_tenant` when another one does.
 */
export async function addTenantDomain(
  ctx: Ctx,
  { tenant: tenantId, domain }: TenantDomainInput,
): Promise<void> {
  authorize(ctx, "data.manage");
  await transaction(ctx, async (tx) => {
    await lockTenants(tx, [tenantId]);
    const field = "domain";
    if (isFreeMail(domain)) throw new Refusal("domain_free_mail", { field });
    if (isSharedSuffix(domain)) throw new Refusal("domain_shared_tenant", { field });
    const added = await tx.db
      .insert(tenantDomains)
      .values({ domain, tenantId })
      .onConflictDoNothing()
      .returning({ domain: tenantDomains.domain });
    if (added.length === 0) {
      const [owner] = await tx.db
        .select({ id: tenants.id, name: tenants.name })
        .from(tenantDomains)
        .innerJoin(tenants, eq(tenants.id, tenantDomains.tenantId))
        .where(eq(tenantDomains.domain, domain));
      if (!owner || owner.id === tenantId) throw new Refusal("already_done", { field });
      throw new Refusal("domain_of_tenant", { field, params: { name: owner.name } });
    }
    await record(tx, { event: "tenant.domain_added", subjectId: tenantId, data: { domain } });
  });
}
