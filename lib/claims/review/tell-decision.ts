import type { Operator, Tx } from "../../ctx";
import { post } from "../../mail/post";
import type { Claim } from "../lock-claim";
import { getClaimWorkshop, listPartnerReaders } from "../people/queries";
import { dueOf } from "../rules";
import type { Decision, Reason } from "./schema";

/** W12: tells the partner's contact and who sent the claim in what was decided, why, and until when to act. */
export async function tellDecision(
  tx: Tx<Operator>,
  claim: Claim,
  { decision, reasons, comment }: { decision: Decision; reasons: Reason[]; comment: string },
): Promise<void> {
  const variables = {
    ...(await getClaimWorkshop(tx, claim)),
    decision,
    reasons,
    comment,
    dueAt: dueOf(claim)?.toISOString() ?? null,
  };
  for (const reader of await listPartnerReaders(tx, claim)) {
    await post(tx, {
      ...reader,
      template: "claim-decision",
      variables,
      partnerId: claim.partnerId,
    });
  }
}
