import { and, desc, eq } from "drizzle-orm";
import { claimReviews, programme } from "@/db/schema";
import type { Operator, Tx } from "../../ctx";

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

/** P6: whether the reader approved the claim themselves, where the programme wants somebody else to pay it. */
export async function isOwnApproval(tx: Tx<Operator>, claimId: string): Promise<boolean> {
  const rows = await tx.db
    .select({ id: claimReviews.id })
    .from(claimReviews)
    .innerJoin(programme, eq(programme.approverPays, false))
    .where(
      and(
        eq(claimReviews.claimId, claimId),
        eq(claimReviews.decision, "approved"),
        eq(claimReviews.reviewerId, tx.actor.userId),
      ),
    );
  return rows.length > 0;
}
