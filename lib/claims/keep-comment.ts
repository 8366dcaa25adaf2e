import { claimComments } from "@/db/schema";
import type { PartnerUser, Tx } from "../ctx";
import type { Claim } from "./lock-claim";

/** W10: keeps what the partner writes to the programme with an act of its own, as a comment of the claim. */
export async function keepComment(tx: Tx<PartnerUser>, claim: Claim, body: string): Promise<void> {
  await tx.db.insert(claimComments).values({
    partnerId: claim.partnerId,
    claimId: claim.id,
    authorKind: "partner",
    authorId: tx.actor.userId,
    authorName: tx.actor.name,
    body,
    createdAt: tx.now,
  });
}
