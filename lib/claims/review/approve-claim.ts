import { authorize } from "../../access/authorize";
import { transaction, type Ctx } from "../../ctx";
import { decideClaim } from "./decide-claim";
import { lockReview } from "./lock-review";

/**
 * "Approve" (W12, W14), after the review or after a dispute: the claim is to be paid.
 * Refuses like `lockReview`, and with `claim_moved`.
 * @param input the claim ID, and the version of the claim that the actor saw
 */
export async function approveClaim(
  ctx: Ctx,
  input: { number: number; version?: number; comment?: string },
): Promise<void> {
  authorize(ctx, "claims.review");
  await transaction(ctx, async (tx) => {
    const claim = await lockReview(tx, input);
    await decideClaim(tx, claim, {
      decision: "approved",
      event: "claim.approved",
      comment: input.comment ?? "",
      set: { approvedAt: tx.now },
    });
  });
}
