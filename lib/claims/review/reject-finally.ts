import { authorize } from "../../access/authorize";
import { transaction, type Ctx } from "../../ctx";
import { decideClaim } from "./decide-claim";
import { lockReview } from "./lock-review";
import type { Reason } from "./schema";

/**
 * "Reject finally" (W13): the dispute changed nothing, and the claim has ended.
 * Refuses like `lockReview`, and with `claim_moved` when there is no dispute.
 * @param input the claim ID, and the version of the claim that the actor saw
 */
export async function rejectFinally(
  ctx: Ctx,
  input: { number: number; version?: number; reasons: Reason[]; comment: string },
): Promise<void> {
  authorize(ctx, "claims.review");
  await transaction(ctx, async (tx) => {
    const claim = await lockReview(tx, input);
    const { reasons, comment } = input;
    await decideClaim(tx, claim, {
      decision: "rejected_final",
      event: "claim.rejected_finally",
      reasons,
      comment,
    });
  });
}
