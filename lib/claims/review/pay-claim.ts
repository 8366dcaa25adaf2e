import { eq } from "drizzle-orm";
import { workshopClaims } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { lockClaim } from "../lock-claim";
import { moveClaim } from "../move-claim";
import { isOwnApproval } from "./queries";
import { tellPayment } from "./tell-payment";

/**
 * "Mark as paid" (W14): the payment left under this reference, which no other claim has.
 * Refuses with `sign_in_again` (U13); like `lockClaim`; with `claim_moved` when it is not approved, with
 * `payment_reference_used`, and with `own_approval` for who approved it (P6), unless the programme's
 * settings let them.
 * @param input the claim ID, the version of the claim that the actor saw, and the reference
 */
export async function payClaim(
  ctx: Ctx,
  input: { number: number; version?: number; paymentReference: string },
): Promise<void> {
  authorize(ctx, "claims.pay");
  requireFresh(ctx);
  await transaction(ctx, async (tx) => {
    const claim = await lockClaim(tx, input.number, input.version);
    if (await isOwnApproval(tx, claim.id)) throw new Refusal("own_approval");
    const { paymentReference } = input;
    const [used] = await tx.db
      .select({ number: workshopClaims.number })
      .from(workshopClaims)
      .where(eq(workshopClaims.paymentReference, paymentReference));
    if (used && claim.status === "approved") {
      throw new Refusal("payment_reference_used", { field: "paymentReference" });
    }
    const paid = await moveClaim(tx, claim, {
      to: "paid",
      mover: "operator",
      event: "claim.paid",
      set: { paidAt: tx.now, paymentReference },
      data: { paymentReference },
    });
    await tellPayment(tx, paid, paymentReference);
  });
}
