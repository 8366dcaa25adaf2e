import type { Operator, Tx } from "../../ctx";
import { post } from "../../mail/post";
import type { Claim } from "../lock-claim";
import { getClaimWorkshop, listPartnerReaders } from "../people/queries";

/** W14: tells the partner's contact and who sent the claim in that the claim was paid, and under which reference. */
export async function tellPayment(
  tx: Tx<Operator>,
  claim: Claim,
  paymentReference: string,
): Promise<void> {
  const variables = {
    ...(await getClaimWorkshop(tx, claim)),
    paymentReference,
    paidAt: tx.now.toISOString(),
    amountUsd: claim.payoutUsd,
  };
  for (const reader of await listPartnerReaders(tx, claim)) {
    await post(tx, { ...reader, template: "claim-paid", variables, partnerId: claim.partnerId });
  }
}
