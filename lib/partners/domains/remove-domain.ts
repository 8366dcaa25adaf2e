import { and, eq } from "drizzle-orm";
import { partnerDomains } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { getDecidable } from "../partner.queries";
import type { DomainInput } from "./schema";

/**
 * D19: takes a mail domain from a partner. What was closed because of it stays closed (D18).
 * Refuses with `not_found`, `own_company`, and with `already_done` when it is none of them (any more).
 */
export async function removeDomain(
  ctx: Ctx,
  { partner: partnerId, domain }: DomainInput,
): Promise<void> {
  authorize(ctx, "partners.domains");
  await transaction(ctx, async (tx) => {
    await getDecidable(tx, partnerId);
    const removed = await tx.db
      .delete(partnerDomains)
      .where(and(eq(partnerDomains.partnerId, partnerId), eq(partnerDomains.domain, domain)))
      .returning({ domain: partnerDomains.domain });
    if (removed.length === 0) throw new Refusal("already_done");
    await record(tx, {
      event: "partner.domain_removed",
      subjectId: partnerId,
      partnerId,
      data: { domain },
    });
  });
}
