import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { bulkRuns } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { getConfig } from "../config";
import { transaction, type Ctx, type PartnerUser, type Tx } from "../ctx";
import { Refusal } from "../errors";
import { enqueue } from "../queue/enqueue";
import { bulkKindOf } from "./kinds";
import { countOfCompany, countRun, getRun, isRun, type BulkRun } from "./queries";
import { TYPED_ABOVE, type beginRunInput } from "./schema";

/** How long a run may stand still before somebody may push it. */
export const STILL_MS = 120_000;

/**
 * B4: a run that was looked at begins; one that waits goes on where it stood, in the name of whoever says so. One that
 * stands still is pushed.
 * Refuses with `not_found`, `no_role`, `bulk_moved`, `bulk_nothing` where no row is left in, `bulk_running` past the company's
 * number of runs at once (B7), and `bulk_mails_count` above 50 e-mails for another number.
 */
export async function beginRun(ctx: Ctx, { id, mails }: z.output<typeof beginRunInput>) {
  authorize(ctx, "bulk.read");
  await transaction(ctx, async (tx) => {
    const run = await getRun(tx, id);
    const { kind, number, state } = run;
    authorize(tx, bulkKindOf[kind].act);
    if (
      (state === "running" || state === "looking") &&
      tx.now.getTime() - run.movedAt.getTime() > STILL_MS
    ) {
      await enqueue(tx, "run-bulk", { id });
      return;
    }
    if (state !== "looked" && state !== "paused") throw new Refusal("bulk_moved");
    const counts = await countRun(tx, run);
    if (counts.left === 0 && state === "looked") throw new Refusal("bulk_nothing");
    if (state === "looked") refuseOtherNumber(counts.mails, mails);
    await refuseTooMany(tx, run);
    const { userId: beganBy } = tx.actor;
    const [moved] = await tx.db
      .update(bulkRuns)
      .set({
        ...{ state: "running", beganAt: run.beganAt ?? tx.now, beganBy, movedAt: tx.now },
        ...{ failure: null, stopAsked: null, endedAt: null },
      })
      .where(and(isRun(run), eq(bulkRuns.state, state)))
      .returning({ id: bulkRuns.id });
    if (!moved) throw new Refusal("bulk_moved");
    await enqueue(tx, "run-bulk", { id });
    if (state !== "looked") return;
    const data = { number, kind, rows: counts.left, mails: counts.mails };
    await record(tx, { event: "bulk.begun", subjectId: id, data });
  });
}

/** B7: whoever writes to many says to how many. */
function refuseOtherNumber(mails: number, typed: string): void {
  if (mails <= TYPED_ABOVE || typed.replace(/[\s.,\u202f]/g, "") === String(mails)) return;
  throw new Refusal("bulk_mails_count", { field: "mails", params: { count: mails } });
}

/** B7: of all its people, and counted while nobody else of the company begins one. */
async function refuseTooMany(tx: Tx<PartnerUser>, { partnerId }: BulkRun): Promise<void> {
  const { BULK_RUNS: max } = getConfig();
  await tx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`begin run of ${partnerId}`}, 0))`,
  );
  if ((await countOfCompany(tx, "running")) >= max)
    throw new Refusal("bulk_running", { params: { max } });
}
