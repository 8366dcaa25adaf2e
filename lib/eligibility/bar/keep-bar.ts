import { eq } from "drizzle-orm";
import { tenants, type barReasons } from "@/db/schema";
import { record } from "../../audit/record";
import type { Operator, Tx } from "../../ctx";
import type { KeptTenant } from "../../tenants/editing/queries";
import { refreshEligibility } from "../refresh";

type Wanted = { reason: (typeof barReasons)[number]; note: string | null };

/** A step: a locked tenant is not allowed from now on (P18). */
export async function keepBar(
  tx: Tx<Operator>,
  { id, barredFor: reason, barredNote: note, revision }: KeptTenant,
  wanted: Wanted,
): Promise<void> {
  const { userId } = tx.actor;
  await tx.db
    .update(tenants)
    .set({
      ...{ barredFor: wanted.reason, barredNote: wanted.note, barredAt: tx.now, barredBy: userId },
      ...{ revision: revision + 1, changedBy: userId, updatedAt: tx.now },
    })
    .where(eq(tenants.id, id));
  await refreshEligibility(tx, [id]);
  await record(tx, {
    event: "tenant.barred",
    subjectId: id,
    data: { before: { reason, note }, after: wanted },
  });
}
