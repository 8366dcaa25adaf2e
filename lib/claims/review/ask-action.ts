import { authorize } from "../../access/authorize";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { decideClaim } from "./decide-claim";
import { lockReview } from "./lock-review";
import { reviewDueAfter } from "./rules";
import type { Reason } from "./schema";

/**
 * "Ask for action" (W12): gives the claim back to the partner, with reasons. If the partner's clock
 * stood still meanwhile, the days are given back (D17).
 * Refuses like `lockReview`; with `claim_moved`; with `review_time_over` when the partner would have
 * no day left to act.
 * @param input the claim ID, and the version of the claim that the actor saw
 */
export async function askAction(
  ctx: Ctx,
  input: { number: number; version?: number; reasons: Reason[]; comment: string },
): Promise<void> {
  authorize(ctx, "claims.review");
  await transaction(ctx, async (tx) => {
    const claim = await lockReview(tx, input);
    const reviewDueAt = reviewDueAfter(claim, tx.now);
    if (claim.status === "under_review" && tx.now >= reviewDueAt) {
      throw new Refusal("review_time_over");
    }
    const { reasons, comment } = input;
    await decideClaim(tx, claim, {
      decision: "action_required",
      event: "claim.action_asked",
      reasons,
      comment,
      set: { reviewDueAt },
    });
  });
}
