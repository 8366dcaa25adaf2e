import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { lockClaim } from "../lock-claim";
import { moveReview } from "./move-review";
import { isReviewed } from "./rules";

/**
 * "Take over": the actor has the claim in hand instead of somebody else, or of nobody; so a dispute
 * comes to another reviewer than the one who rejected. Again by the same person it does nothing.
 * Refuses like `lockClaim`, and with `claim_moved` when nobody reviews it.
 * @param input the claim ID, and the version of the claim that the actor saw
 */
export async function takeOverReview(
  ctx: Ctx,
  { number, version }: { number: number; version?: number },
): Promise<void> {
  authorize(ctx, "claims.review");
  await transaction(ctx, async (tx) => {
    const claim = await lockClaim(tx, number, version);
    if (!isReviewed(claim.status)) throw new Refusal("claim_moved");
    if (claim.reviewerId === tx.actor.userId) return;
    await moveReview(tx, claim, tx.actor.userId);
    await record(tx, {
      event: "claim.review_taken_over",
      subjectId: claim.id,
      partnerId: claim.partnerId,
      data: { number, from: claim.reviewerId },
    });
  });
}
