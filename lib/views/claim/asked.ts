import type { CommentThread } from "../../claims/comments/queries";
import { listChanges } from "../../claims/review/changes.queries";
import type { Review } from "../../claims/review/queries";
import { isTouched, standingReview, type Change } from "../../claims/review/rules";
import type { ClaimStatus } from "../../claims/rules";
import type { Operator, PartnerUser, Tx } from "../../ctx";

/** D26: what the claim stands or falls by, for its partner and its reviewer. */
export type Asked = {
  review: Review;
  /** Each reason, and whether something changed there since. */
  points: (Review["reasons"][number] & { changed: boolean })[];
  changes: Change[];
  /** Why the partner disputes it, once it does. */
  grounds: { author: string; body: string; at: Date } | null;
};

type Claim = { id: string; partnerId: string; status: ClaimStatus; disputedAt: Date | null };

/** What the programme asked last, or why it rejected, and what changed since; null: nothing of that kind stands. */
export async function askedOf(
  tx: Tx<PartnerUser> | Tx<Operator>,
  claim: Claim,
  { reviews, comments }: { reviews: Review[]; comments: CommentThread[] },
): Promise<Asked | null> {
  const review = standingReview(claim.status, reviews);
  if (!review) return null;
  const changes = await listChanges(tx, claim, review.decidedAt);
  return {
    review,
    points: review.reasons.map((reason) => ({ ...reason, changed: isTouched(reason, changes) })),
    changes,
    grounds: groundsOf(claim, comments),
  };
}

/** They are kept as the comment of that instant. */
function groundsOf({ disputedAt }: Claim, comments: CommentThread[]): Asked["grounds"] {
  const found = comments.find(
    ({ side, createdAt }) =>
      side === "partner" && disputedAt !== null && createdAt.getTime() === disputedAt.getTime(),
  );
  return found ? { author: found.author, body: found.body, at: found.createdAt } : null;
}
