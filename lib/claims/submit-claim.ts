import { and, eq, gt, isNull } from "drizzle-orm";
import { associations } from "@/db/schema";
import { authorize } from "../access/authorize";
import { transaction, type Ctx, type PartnerUser, type Tx } from "../ctx";
import { Refusal } from "../errors";
import { keepComment } from "./keep-comment";
import { lockClaim, type Claim } from "./lock-claim";
import { moveClaim } from "./move-claim";
import { getProof } from "./proof/queries";
import { listChanges } from "./review/changes.queries";
import { listReviews } from "./review/queries";
import { isOpen, openRequirements } from "./rules";
import { tellClaim } from "./tell-claim";

/**
 * "Submit claim" (W1, W11): sends the claim in for review, the first time within the delivery window,
 * again after the programme asked for something within the review window. The comment for the
 * reviewer (W10) goes with it; submitter and partner contact get a receipt.
 * Refuses with `not_found`, `claim_changed`, `claim_not_ready` (`open`: how many requirements are),
 * `claim_expired`, `claim_moved`, and with `nothing_changed` when nothing did since the programme asked
 * and the actor has not `confirmed` that (D26).
 * @param input the claim ID, the version of the claim that the actor saw, and the comment, if any
 */
export async function submitClaim(
  ctx: Ctx,
  {
    number,
    version,
    comment = "",
    confirmed = false,
  }: { number: number; version?: number; comment?: string; confirmed?: boolean },
): Promise<void> {
  authorize(ctx, "claims.submit");
  await transaction(ctx, async (tx) => {
    const claim = await lockClaim(tx, number, version);
    const open = openRequirements(claim.requires, await getProof(tx, claim.id));
    if (isOpen(claim.status) && open.length > 0) {
      throw new Refusal("claim_not_ready", { params: { open: open.length } });
    }
    if (claim.status === "editing") await submitAssociation(tx, claim);
    if (claim.status === "action_required") {
      await refuseWhenRenewed(tx, claim);
      if (!confirmed) await refuseUnchanged(tx, claim);
    }
    const again = claim.submittedAt !== null;
    if (comment !== "" && isOpen(claim.status)) await keepComment(tx, claim, comment);
    const sent = await moveClaim(tx, claim, {
      to: "submitted",
      mover: "partner",
      event: "claim.submitted",
      set: { submittedAt: tx.now, submittedBy: tx.actor.userId },
      data: { again, comment: comment !== "" },
    });
    await tellClaim(tx, sent, "claim-submitted", {
      submittedAt: tx.now.toISOString(),
      submittedBy: tx.actor.name,
      again,
      comment: comment === "" ? null : comment,
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

/** D26: sending again with nothing changed asks first. */
async function refuseUnchanged(tx: Tx<PartnerUser>, claim: Claim): Promise<void> {
  const [last] = await listReviews(tx, claim.id);
  if (!last) return;
  const changes = await listChanges(tx, claim, last.decidedAt);
  if (changes.length === 0) throw new Refusal("nothing_changed");
}

/** P1 of section 9: a claim that was begun anew is over, whatever the clock of this server says. */
async function refuseWhenRenewed(tx: Tx<PartnerUser>, claim: Claim): Promise<void> {
  const [round] = await tx.db
    .select({ endedAt: associations.endedAt })
    .from(associations)
    .where(eq(associations.id, claim.associationId));
  if (round?.endedAt) throw new Refusal("claim_expired");
}
