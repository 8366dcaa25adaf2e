import { and, eq, isNull } from "drizzle-orm";
import { claimDocuments } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { lockOpenClaim } from "../lock-claim";

/**
 * Takes a document out of a claim's proof (W3); its row stays for the history. Its bytes go within
 * days unless it was sent in before.
 * Refuses with `not_found`, also when it was removed before; `claim_expired`, `claim_closed`.
 * @returns the document's name
 */
export async function removeDocument(
  ctx: Ctx,
  { number, documentId }: { number: number; documentId: string },
): Promise<{ name: string }> {
  authorize(ctx, "claims.edit");
  return transaction(ctx, async (tx) => {
    const claim = await lockOpenClaim(tx, number);
    const [document] = await tx.db
      .update(claimDocuments)
      .set({ removedAt: tx.now, removedBy: tx.actor.userId })
      .where(
        and(
          eq(claimDocuments.id, documentId),
          eq(claimDocuments.claimId, claim.id),
          isNull(claimDocuments.removedAt),
        ),
      )
      .returning();
    if (!document) throw new Refusal("not_found");
    const { requirement, name } = document;
    await record(tx, {
      event: "document.removed",
      subjectId: claim.id,
      data: { number, document: documentId, requirement, name },
    });
    return { name };
  });
}
