import { and, eq, inArray } from "drizzle-orm";
import { rowOf } from "@/db/schema/columns";
import { paymentLines, paymentRuns, workshopClaims } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { transaction, type Ctx } from "../ctx";
import { Refusal } from "../errors";
import { lockRun, touched } from "./queries";
import { runState } from "./rules";
import type { ClaimsInput } from "./schema";

/**
 * P30: takes claims out of an open run, or puts them back; all of them, or none.
 * Refuses like `lockRun`; with `payment_run_frozen`, `own_company` (P6), and with `claim_moved` for a claim that does
 * not stand there (any more).
 */
export async function moveClaims(ctx: Ctx, { claims, to, ...seen }: ClaimsInput): Promise<void> {
  authorize(ctx, "payments.run");
  await transaction(ctx, async (tx) => {
    const run = await lockRun(tx, seen);
    if (runState(run, 0) !== "open") throw new Refusal("payment_run_frozen");
    const found = await tx.db
      .select({ id: paymentLines.id, partnerId: paymentLines.partnerId, state: paymentLines.state })
      .from(paymentLines)
      .innerJoin(
        workshopClaims,
        rowOf(workshopClaims, paymentLines.partnerId, paymentLines.claimId),
      )
      .where(and(eq(paymentLines.runId, run.id), inArray(workshopClaims.number, claims)));
    if (found.some(({ partnerId }) => tx.actor.companies.includes(partnerId)))
      throw new Refusal("own_company");
    const from = to === "in" ? "out" : "in";
    if (found.length < claims.length || found.some(({ state }) => state !== from))
      throw new Refusal("claim_moved");
    const ids = found.map(({ id }) => id);
    await tx.db
      .update(paymentLines)
      .set({ state: to })
      .where(and(eq(paymentLines.runId, run.id), inArray(paymentLines.id, ids)));
    await tx.db.update(paymentRuns).set(touched(tx, run)).where(eq(paymentRuns.id, run.id));
    await record(tx, {
      event: to === "in" ? "payment_run.put_back" : "payment_run.taken_out",
      subjectId: run.id,
      data: { number: run.number, claims },
    });
  });
}
