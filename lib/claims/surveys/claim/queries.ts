import { and, eq } from "drizzle-orm";
import { tenants, workshopClaims } from "@/db/schema";
import type { PartnerUser, Tx } from "../../../ctx";
import { Refusal } from "../../../errors";
import { scope } from "../../lock-claim";

/**
 * What the pages of the partner survey need of a claim of the actor's.
 * Throws `not_found`, also for another partner's claim or another location's.
 */
export async function getEditable(tx: Tx<PartnerUser>, number: number) {
  const [row] = await tx.db
    .select({ claim: workshopClaims, tenantName: tenants.name })
    .from(workshopClaims)
    .innerJoin(tenants, eq(tenants.id, workshopClaims.tenantId))
    .where(and(eq(workshopClaims.number, number), scope(tx.actor)));
  if (!row) throw new Refusal("not_found");
  return { ...row.claim, tenantName: row.tenantName };
}
