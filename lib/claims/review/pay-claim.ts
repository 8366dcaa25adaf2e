import { and, eq, inArray } from "drizzle-orm";
import { paymentLines, paymentRuns } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { transaction, type Ctx, type Operator, type Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { lockClaim, type Claim } from "../lock-claim";
import { isReferenceUsed } from "./reference.queries";
import { settleClaim } from "./settle-claim";

/**
 * "Mark as paid" (W14): the payment left under this reference, which no other payment has.
 * Refuses with `sign_in_again` (U13); like `lockClaim` and `settleClaim`; with `payment_run_holds` (`run`) while a payment
 * run holds it (P30), and with `payment_reference_used`.
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
    const { paymentReference } = input;
    if (claim.status === "approved") {
      const run = await runHolding(tx, claim);
      if (run !== null) throw new Refusal("payment_run_holds", { params: { run } });
      if (await isReferenceUsed(tx, paymentReference))
        throw new Refusal("payment_reference_used", { field: "paymentReference" });
    }
    await settleClaim(tx, claim, { paymentReference });
  });
}

/** The number of the run that holds a claim; null: none does. */
async function runHolding(tx: Tx<Operator>, { partnerId, id }: Claim): Promise<number | null> {
  const [found] = await tx.db
    .select({ number: paymentRuns.number })
    .from(paymentLines)
    .innerJoin(paymentRuns, eq(paymentRuns.id, paymentLines.runId))
    .where(
      and(
        eq(paymentLines.partnerId, partnerId),
        eq(paymentLines.claimId, id),
        inArray(paymentLines.state, ["in", "paid"]),
      ),
    );
  return found?.number ?? null;
}
