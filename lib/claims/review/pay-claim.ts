import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { paymentLines, paymentRuns } from "@/db/schema";
import { holds } from "@/db/schema/states";
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
 * run holds it (P30); with `payment_held_…` while its location is held, as a run would leave it behind; and with
 * `payment_reference_used`.
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
      const hold = await holdOn(tx, claim);
      if (hold !== null) throw new Refusal(held[hold]);
      if (await isReferenceUsed(tx, paymentReference))
        throw new Refusal("payment_reference_used", { field: "paymentReference" });
    }
    await settleClaim(tx, claim, { paymentReference });
  });
}

/** Why a claim is not paid, by what keeps its location from it. */
const held = {
  enrolment: "payment_held_enrolment",
  payee_profile: "payment_held_payee_profile",
  suspended: "payment_held_suspended",
} as const;

/** What keeps the claim's location from being paid now; null: nothing does. */
async function holdOn(tx: Tx<Operator>, { partnerId, locationId }: Claim) {
  const { rows } = await tx.db.execute(sql`
    select payment_hold(l.enrolment, l.payee_profile, p.suspended_at) as hold
    from locations l join partners p on p.id = l.partner_id where l.partner_id = ${partnerId} and l.id = ${locationId}`);
  return z.array(z.object({ hold: z.enum(holds).nullable() })).parse(rows)[0]?.hold ?? null;
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
