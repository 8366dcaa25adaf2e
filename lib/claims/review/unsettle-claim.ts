import type { Operator, Tx } from "../../ctx";
import type { Claim } from "../lock-claim";
import { moveClaim } from "../move-claim";

/**
 * A step: the bank sent back the payment of a locked claim (P30, W14): it is approved again, and goes into the next run. The
 * database lets it be only with that payment. Refuses with `claim_moved` when it is not paid.
 * @param paid under which reference it had been; of a payment by hand, when it came back and why
 */
export async function unsettleClaim(
  tx: Tx<Operator>,
  claim: Claim,
  paid: { paymentReference: string; returnedOn?: string; why?: string },
): Promise<void> {
  await moveClaim(tx, claim, {
    to: "approved",
    mover: "bank",
    event: "claim.payment_returned",
    set: { paidAt: null, paymentReference: null, paymentId: null },
    data: paid,
  });
}
