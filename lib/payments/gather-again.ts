import { eq } from "drizzle-orm";
import { paymentRuns } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { transaction, type Ctx } from "../ctx";
import { Refusal } from "../errors";
import { gatherClaims } from "./gather-claims";
import { lockRun, touched } from "./queries";
import { runState } from "./rules";
import type { RunInput } from "./schema";

/**
 * Adds what was approved since a run was opened (P30).
 * Refuses like `lockRun`, with `payment_run_frozen`, and with `nothing_to_pay` when there is nothing more.
 */
export async function gatherAgain(ctx: Ctx, input: RunInput): Promise<void> {
  authorize(ctx, "payments.run");
  await transaction(ctx, async (tx) => {
    const run = await lockRun(tx, input);
    if (runState(run, 0) !== "open") throw new Refusal("payment_run_frozen");
    const claims = await gatherClaims(tx, run);
    if (claims === 0) throw new Refusal("nothing_to_pay");
    await tx.db.update(paymentRuns).set(touched(tx, run)).where(eq(paymentRuns.id, run.id));
    const data = { number: run.number, claims };
    await record(tx, { event: "payment_run.gathered", subjectId: run.id, data });
  });
}
