import type { Operator, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import type { Claim } from "../lock-claim";
import { moveClaim } from "../move-claim";
import { isOwnApproval } from "./queries";
import { tellPayment } from "./tell-payment";

/**
 * A step: a locked claim is paid (W14), the only way in which one becomes so. Its partner is told.
 * Refuses with `own_approval` for who approved it (P6), unless the programme's settings let them, and with `claim_moved`
 * when it is not approved.
 * @param paid under which reference; of a payment run, by which of its payments
 */
export async function settleClaim(
  tx: Tx<Operator>,
  claim: Claim,
  { paymentReference, paymentId = null }: { paymentReference: string; paymentId?: string | null },
): Promise<void> {
  if (await isOwnApproval(tx, claim.id)) throw new Refusal("own_approval");
  const paid = await moveClaim(tx, claim, {
    to: "paid",
    mover: "operator",
    event: "claim.paid",
    set: { paidAt: tx.now, paymentReference, paymentId },
    data: { paymentReference },
  });
  await tellPayment(tx, paid, paymentReference);
}
