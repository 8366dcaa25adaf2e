import { authorize } from "../access/authorize";
import { transaction, type Ctx } from "../ctx";
import { keepComment } from "./keep-comment";
import { lockClaim } from "./lock-claim";
import { moveClaim } from "./move-claim";
import { tellClaim } from "./tell-claim";

/**
 * Disputes a rejection, once and within the dispute window (section 6). The reason is kept as a
 * comment of the claim, and partner contact and submitter get it with the receipt.
 * Refuses with `not_found`, `claim_changed`, `claim_expired` when the window is over, `claim_moved`.
 */
export async function disputeClaim(
  ctx: Ctx,
  { number, version, reason }: { number: number; version?: number; reason: string },
): Promise<void> {
  authorize(ctx, "claims.dispute");
  await transaction(ctx, async (tx) => {
    const claim = await lockClaim(tx, number, version);
    const disputed = await moveClaim(tx, claim, {
      to: "disputed",
      mover: "partner",
      event: "claim.disputed",
      set: { disputedAt: tx.now },
      data: {},
    });
    await keepComment(tx, disputed, reason);
    await tellClaim(
      tx,
      disputed,
      "claim-disputed",
      { disputedAt: tx.now.toISOString(), disputedBy: tx.actor.name, reason },
      tx.actor.userId,
    );
  });
}
