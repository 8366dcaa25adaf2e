import type { Operator, Tx } from "../../ctx";
import { moneyFrom } from "../../money";
import type { Claim } from "../lock-claim";
import { tellClaim } from "../tell-claim";

/** W14: tells the partner's contact and who sent the claim in that the claim was paid, and under which reference. */
export async function tellPayment(
  tx: Tx<Operator>,
  claim: Claim,
  paymentReference: string,
): Promise<void> {
  const paidAt = tx.now.toISOString();
  await tellClaim(tx, claim, "claim-paid", {
    paymentReference,
    paidAt,
    amount: moneyFrom(claim.payoutMinor, claim.currency),
  });
}
