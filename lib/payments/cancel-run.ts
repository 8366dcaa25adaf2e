import { eq } from "drizzle-orm";
import { paymentRuns } from "@/db/schema";
import { authorize } from "../access/authorize";
import { requireFresh } from "../access/fresh";
import { record } from "../audit/record";
import { transaction, type Ctx } from "../ctx";
import { Refusal } from "../errors";
import { lockRun, touched } from "./queries";
import { runState } from "./rules";
import type { RunInput } from "./schema";

/**
 * P30: gives up a run of which nobody has had a file yet; its claims go into the next one.
 * Refuses with `sign_in_again` (U13), like `lockRun`, and with `payment_run_exported`.
 */
export async function cancelRun(ctx: Ctx, input: RunInput): Promise<void> {
  authorize(ctx, "payments.run");
  requireFresh(ctx);
  await transaction(ctx, async (tx) => {
    const run = await lockRun(tx, input);
    const state = runState(run, 0);
    if (state !== "open" && state !== "frozen") throw new Refusal("payment_run_exported");
    await tx.db
      .update(paymentRuns)
      .set({ ...touched(tx, run), cancelledAt: tx.now, cancelledBy: tx.actor.userId })
      .where(eq(paymentRuns.id, run.id));
    const data = { number: run.number };
    await record(tx, { event: "payment_run.cancelled", subjectId: run.id, data });
  });
}
