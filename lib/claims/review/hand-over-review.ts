import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { listFellows } from "./fellows.queries";
import { lockReview } from "./lock-review";
import { moveReview } from "./move-review";
import { isReviewed } from "./rules";

/**
 * "Hand over": from now on a colleague has the claim in hand, who reads why; only who holds it hands
 * it over. Refuses like `lockReview`, with `claim_moved` when it is not in review, and with
 * `reviewer_unfit` for who cannot review it (P5, P6).
 * @param input the claim ID, the version of the claim that the actor saw, the colleague, and a line for them
 */
export async function handOverReview(
  ctx: Ctx,
  input: { number: number; version?: number; reviewerId: string; note: string },
): Promise<void> {
  authorize(ctx, "claims.review");
  await transaction(ctx, async (tx) => {
    const claim = await lockReview(tx, input);
    if (!isReviewed(claim.status)) throw new Refusal("claim_moved");
    const { number, reviewerId: reviewer, note } = input;
    const fellows = await listFellows(tx, claim.partnerId);
    if (!fellows.some(({ id }) => id === reviewer))
      throw new Refusal("reviewer_unfit", { field: "reviewerId" });
    await moveReview(tx, claim, reviewer);
    await record(tx, {
      event: "claim.review_handed_over",
      subjectId: claim.id,
      partnerId: claim.partnerId,
      data: { number, reviewer, note },
    });
  });
}
