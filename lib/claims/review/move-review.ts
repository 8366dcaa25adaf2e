import { eq } from "drizzle-orm";
import { workshopClaims } from "@/db/schema";
import type { Operator, Tx } from "../../ctx";
import type { Claim } from "../lock-claim";

/** A step: from now on somebody else has a locked claim in hand. */
export async function moveReview(tx: Tx<Operator>, { id }: Claim, reviewerId: string) {
  await tx.db
    .update(workshopClaims)
    .set({ reviewerId, reviewerSince: tx.now })
    .where(eq(workshopClaims.id, id));
}
