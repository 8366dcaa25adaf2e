import { desc, eq } from "drizzle-orm";
import { claimReviews } from "@/db/schema";
import type { Tx } from "../../ctx";

/** The programme's decisions about a claim, the newest first (W12–W14); for both sides. */
export function listReviews(tx: Tx, claimId: string) {
  return tx.db
    .select({
      id: claimReviews.id,
      decision: claimReviews.decision,
      reasons: claimReviews.reasons,
      comment: claimReviews.comment,
      reviewerId: claimReviews.reviewerId,
      reviewerName: claimReviews.reviewerName,
      submittedAt: claimReviews.submittedAt,
      decidedAt: claimReviews.decidedAt,
    })
    .from(claimReviews)
    .where(eq(claimReviews.claimId, claimId))
    .orderBy(desc(claimReviews.decidedAt), desc(claimReviews.id));
}
export type Review = Awaited<ReturnType<typeof listReviews>>[number];
