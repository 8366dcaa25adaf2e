import { claimReviews } from "@/db/schema";
import { fingerprint } from "../../audit/fingerprint";
import type { Operator, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import type { Claim } from "../lock-claim";
import { moveClaim, type ClaimMove, type MoveEvent } from "../move-claim";
import { getPoe, listReviewReasons } from "../proof/queries";
import { partsOf } from "../proof/rules";
import { dueOf } from "../rules";
import { codesFor } from "./reasons.rules";
import type { Decision, Reason } from "./schema";
import { tellDecision } from "./tell-decision";

/**
 * One decision about a locked claim (W12–W14): the move, its reasons, and word of it to the partner.
 * Refuses like `moveClaim`, and with `required_reasons` for a reason about something that this claim
 * does not require, or that is none of it.
 */
export async function decideClaim(
  tx: Tx<Operator>,
  claim: Claim,
  {
    decision,
    event,
    reasons = [],
    comment = "",
    set = {},
  }: {
    decision: Decision;
    event: "claim.action_asked" | "claim.approved" | "claim.rejected" | "claim.rejected_finally";
    reasons?: Reason[];
    comment?: string;
    set?: NonNullable<ClaimMove<MoveEvent>["set"]>;
  },
): Promise<void> {
  const parts = partsOf(claim.requires, await getPoe(tx, claim));
  const about = [...parts.map(({ requirement }) => requirement), "general"];
  const known = reasons.length > 0 ? await listReviewReasons(tx) : [];
  const fits = ({ requirement, code }: Reason) =>
    about.includes(requirement) && codesFor(requirement, known).includes(code);
  if (!reasons.every(fits)) {
    throw new Refusal("required_reasons", { field: "reasons" });
  }
  const moved = await moveClaim(tx, claim, {
    to: decision,
    mover: "operator",
    event,
    set,
    data: {
      reasons,
      comment: fingerprint([comment]),
      dueAt: dueOf({ ...claim, ...set, status: decision })?.toISOString() ?? null,
    },
  });
  if (!moved.submittedAt) throw new Error("a claim that was never sent in was decided");
  await tx.db.insert(claimReviews).values({
    partnerId: claim.partnerId,
    claimId: claim.id,
    submittedAt: moved.submittedAt,
    decision,
    reasons,
    comment,
    reviewerId: tx.actor.userId,
    reviewerName: tx.actor.name,
    decidedAt: tx.now,
  });
  await tellDecision(tx, moved, { decision, reasons, comment, known });
}
