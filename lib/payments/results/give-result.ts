import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { getPayment } from "../queries";
import type { ResultInput } from "../schema";
import { tellResult } from "./tell-result";

/**
 * P30: says by hand what became of one payment.
 * Refuses with `sign_in_again` (U13), `not_found`, and like `tellResult`.
 */
export async function giveResult(
  ctx: Ctx,
  { run, payment: id, ...result }: ResultInput,
): Promise<void> {
  authorize(ctx, "payments.run");
  requireFresh(ctx);
  await transaction(ctx, async (tx) => {
    const payment = await getPayment(tx, id);
    if (payment.runId !== run) throw new Refusal("not_found");
    await tellResult(tx, payment, result);
  });
}
