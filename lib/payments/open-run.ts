import { sql } from "drizzle-orm";
import { z } from "zod";
import { paymentRuns } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { transaction, type Ctx } from "../ctx";
import { Refusal } from "../errors";
import { getSettings } from "../programme/queries";
import { gatherClaims } from "./gather-claims";
import { findOpenRun, sumRun } from "./queries";

const highest = z.array(z.object({ number: z.number() }));

/**
 * "New run" (P30): gathers every approved claim that no run holds, in the programme's currency. Those of locations that
 * cannot be paid now are held until the run is frozen. One run is open at a time.
 * Refuses with `payment_run_open` (`run`), and with `nothing_to_pay`.
 * @returns the id of the run
 */
export async function openRun(ctx: Ctx): Promise<string> {
  authorize(ctx, "payments.run");
  return transaction(ctx, async (tx) => {
    await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('payment runs', 0))`);
    const open = await findOpenRun(tx);
    if (open) throw new Refusal("payment_run_open", { params: { run: open.number } });
    const settings = await getSettings(tx);
    if (!settings) throw new Refusal("not_found");
    const { rows } = await tx.db.execute(
      sql`select coalesce(max(number), 0) as number from payment_runs`,
    );
    const [last] = highest.parse(rows);
    const by = tx.actor.userId;
    const [run] = await tx.db
      .insert(paymentRuns)
      .values({
        number: (last?.number ?? 0) + 1,
        currency: settings.currency,
        ...{ openedAt: tx.now, openedBy: by, changedAt: tx.now, changedBy: by },
      })
      .returning();
    if (!run) throw new Error("the run was not written");
    if ((await gatherClaims(tx, run)) === 0) throw new Refusal("nothing_to_pay");
    const { claims, amountMinor, held, heldMinor } = await sumRun(tx, run);
    await record(tx, {
      event: "payment_run.opened",
      subjectId: run.id,
      data: {
        number: run.number,
        claims: claims + held,
        amountMinor: amountMinor + heldMinor,
        currency: run.currency,
      },
    });
    return run.id;
  });
}
