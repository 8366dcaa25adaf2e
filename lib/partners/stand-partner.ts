import { eq } from "drizzle-orm";
import { partners } from "@/db/schema";
import { record } from "../audit/record";
import { changedBy } from "../changes";
import type { Operator, Tx } from "../ctx";
import { Refusal } from "../errors";
import { getDecidable, lockPartner } from "./partner.queries";
import type { StandPartnerInput } from "./schema";

/**
 * A step: a company is suspended, or no more (P25).
 * Refuses with `not_found`, `own_company`, `already_done`, `changed_meanwhile`.
 */
export async function standPartner(
  tx: Tx<Operator>,
  { partner: id, reason, revision, suspended }: StandPartnerInput & { suspended: boolean },
): Promise<void> {
  await lockPartner(tx, id);
  const stands = await getDecidable(tx, id);
  if ((stands.suspendedAt !== null) === suspended) throw new Refusal("already_done");
  if (stands.revision !== revision) throw changedBy(stands.changedByName);
  await tx.db
    .update(partners)
    .set({
      suspendedAt: suspended ? tx.now : null,
      suspendedBy: suspended ? tx.actor.userId : null,
      suspendedWhy: suspended ? reason : null,
      ...{ revision: revision + 1, changedAt: tx.now, changedBy: tx.actor.userId },
    })
    .where(eq(partners.id, id));
  await record(tx, {
    event: suspended ? "partner.suspended" : "partner.resumed",
    subjectId: id,
    partnerId: id,
    data: { before: {}, after: { reason } },
  });
}
