import { authorize } from "../../access/authorize";
import { transaction, type Ctx } from "../../ctx";
import { lockClaim } from "../lock-claim";
import { moveClaim } from "../move-claim";
import { assertVersion, refuseFor } from "./lock-review";

/**
 * "Start review" (W12): from now on the actor has the claim in hand; again by the same person it does
 * nothing. Refuses like `lockClaim`; with `under_review_by` when somebody else was first, with
 * `claim_moved` when it was not sent in.
 * @param input the claim ID, and the version of the claim that the actor saw
 */
export async function startReview(
  ctx: Ctx,
  { number, version }: { number: number; version?: number },
): Promise<void> {
  authorize(ctx, "claims.review");
  await transaction(ctx, async (tx) => {
    const claim = await lockClaim(tx, number);
    if (claim.status === "under_review") {
      if (claim.reviewerId === tx.actor.userId) return;
      await refuseFor(tx, claim);
    }
    assertVersion(claim, version);
    await moveClaim(tx, claim, {
      to: "under_review",
      mover: "operator",
      event: "claim.review_started",
      set: { reviewerId: tx.actor.userId, reviewerSince: tx.now },
      data: {},
    });
  });
}
