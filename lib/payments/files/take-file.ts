import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { paymentFiles, paymentRuns } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { unseal } from "../../seal";
import { getRun, touched, waitForRun } from "../queries";
import type { Channel } from "../rules";
import { filePlace, LARGEST_FILE } from "./make-files";

/**
 * P30: hands out a file of a frozen run, the same bytes each time, and says so in the log. From the first time on the run
 * is not cancelled any more.
 * Refuses with `sign_in_again` (U13), with `not_found`, and with `payment_file_waits` while the worker makes it.
 */
export async function takeFile(
  ctx: Ctx,
  { run: id, channel }: { run: string; channel: Channel },
): Promise<{ name: string; text: string }> {
  authorize(ctx, "payments.run");
  requireFresh(ctx);
  return transaction(ctx, async (tx) => {
    await waitForRun(tx, id);
    const run = await getRun(tx, id);
    if (run.frozenAt === null || run.cancelledAt !== null) throw new Refusal("not_found");
    const [file] = await tx.db
      .select()
      .from(paymentFiles)
      .where(and(eq(paymentFiles.runId, id), eq(paymentFiles.channel, channel)));
    if (!file) throw new Refusal("payment_file_waits");
    const text = unseal("payee", filePlace(id, channel), file.sealed, LARGEST_FILE);
    if (text === null || createHash("sha256").update(text, "utf8").digest("hex") !== file.sha256)
      throw new Error("a file of a payment run cannot be read: it was changed, or its key is gone");
    if (run.exportedAt === null)
      await tx.db
        .update(paymentRuns)
        .set({ ...touched(tx, run), exportedAt: tx.now })
        .where(eq(paymentRuns.id, id));
    await record(tx, {
      event: "payment_run.exported",
      subjectId: id,
      data: {
        number: run.number,
        channel,
        payments: file.payments,
        amountMinor: file.amountMinor,
        currency: run.currency,
        sha256: file.sha256,
      },
    });
    return { name: `payments-${String(run.number)}.${channel === "pain" ? "xml" : "csv"}`, text };
  });
}
