import { authorize } from "../../access/authorize";
import { transaction, type Ctx } from "../../ctx";
import { deadline } from "../../time/deadline";
import { decideClaim } from "./decide-claim";
import { lockReview } from "./lock-review";
import type { Reason } from "./schema";

/**
 * "Reject" (W12, W13): the partner may dispute it once, within the days that the engagement gives.
 * Refuses like `lockReview`, and with `claim_moved`.
 * @param input the claim ID, and the version of the claim that the actor saw
 */
export async function rejectClaim(
  ctx: Ctx,
  input: { number: number; version?: number; reasons: Reason[]; comment: string },
): Promise<void> {
  authorize(ctx, "claims.review");
  await transaction(ctx, async (tx) => {
    const claim = await lockReview(tx, input);
    const { reasons, comment } = input;
    await decideClaim(tx, claim, {
      decision: "rejected",
      event: "claim.rejected",
      reasons,
      comment,
      set: {
        rejectedAt: tx.now,
        disputeDueAt: deadline(tx.now, claim.disputeDays, claim.timeZone),
      },
    });
  });
}
