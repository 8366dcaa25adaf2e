import type { claimReviews } from "@/db/schema";
import type { Operator, Tx } from "../ctx";
import type { Claim } from "./lock-claim";
import { dueOf } from "./rules";
import { tellClaim } from "./tell-claim";

/**
 * W12–W14: tells the partner what the programme decided about a claim, with the reviewer's comment
 * and the day until which the partner may act on it.
 * @param claim as the decision left it
 */
export async function tellDecision(
  tx: Tx<Operator>,
  claim: Claim,
  {
    decision,
    comment,
    decidedAt,
  }: Pick<typeof claimReviews.$inferSelect, "decision" | "comment" | "decidedAt">,
): Promise<void> {
  await tellClaim(tx, claim, "claim-decision", {
    decision,
    comment,
    decidedAt: decidedAt.toISOString(),
    dueAt: dueOf(claim)?.toISOString() ?? null,
  });
}
