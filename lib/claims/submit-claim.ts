import { and, eq, gt, isNull } from "drizzle-orm";
import { associations } from "@/db/schema";
import { authorize } from "../access/authorize";
import { transaction, type Ctx, type PartnerUser, type Tx } from "../ctx";
import { Refusal } from "../errors";
import { lockClaim, type Claim } from "./lock-claim";
import { moveClaim } from "./move-claim";
import { getProof } from "./proof/queries";
import { isOpen, openRequirements } from "./rules";

/**
 * "Submit claim" (W1, W11): sends the claim in for review, the first time within the delivery window,
 * again after the programme asked for something within the review window.
 * Refuses with `not_found`, `claim_changed`, `claim_not_ready` (`open`: how many requirements are),
 * `claim_expired`, `claim_moved`.
 * @param input the claim ID, and the version of the claim that the actor saw
 */
export async function submitClaim(
  ctx: Ctx,
  { number, version }: { number: number; version?: number },
): Promise<void> {
  authorize(ctx, "claims.submit");
  await transaction(ctx, async (tx) => {
    const claim = await lockClaim(tx, number, version);
    const open = openRequirements(claim.requires, await getProof(tx, claim.id));
    if (isOpen(claim.status) && open.length > 0) {
      throw new Refusal("claim_not_ready", { params: { open: open.length } });
    }
    if (claim.status === "editing") await submitAssociation(tx, claim);
    await moveClaim(tx, claim, {
      to: "submitted",
      mover: "partner",
      event: "claim.submitted",
      set: { submittedAt: tx.now, submittedBy: tx.actor.userId },
      data: { again: claim.submittedAt !== null },
    });
  });
}

/** From now on the customer cannot withdraw (D14), and the workshop counts as done (S13). */
async function submitAssociation(tx: Tx<PartnerUser>, claim: Claim): Promise<void> {
  const submitted = await tx.db
    .update(associations)
    .set({ submittedAt: tx.now })
    .where(
      and(
        eq(associations.id, claim.associationId),
        isNull(associations.endedAt),
        isNull(associations.submittedAt),
        gt(associations.deliveryDueAt, tx.now),
      ),
    )
    .returning({ id: associations.id });
  if (submitted.length === 0) throw new Refusal("claim_expired");
}
