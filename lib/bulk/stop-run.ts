import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { bulkRuns } from "@/db/schema";
import { authorize } from "../access/authorize";
import { transaction, type Ctx } from "../ctx";
import { Refusal } from "../errors";
import { bulkKindOf } from "./kinds";
import { getRun, isRun } from "./queries";
import type { stopRunInput } from "./schema";

/**
 * B4: a run waits at its next row, and can go on from there; or it is over, with what was done until then. Refuses with
 * `not_found`, `no_role`, and with `bulk_moved` where it does not go on.
 */
export async function stopRun(ctx: Ctx, { id, how }: z.output<typeof stopRunInput>): Promise<void> {
  authorize(ctx, "bulk.read");
  await transaction(ctx, async (tx) => {
    const run = await getRun(tx, id);
    const { kind, state } = run;
    authorize(tx, bulkKindOf[kind].act);
    const waits = how === "stop" && (state === "paused" || state === "looked");
    if (!waits && state !== "running" && state !== "looking") throw new Refusal("bulk_moved");
    const [asked] = await tx.db
      .update(bulkRuns)
      .set(waits ? { state: "stopped", endedAt: tx.now, movedAt: tx.now } : { stopAsked: how })
      .where(and(isRun(run), eq(bulkRuns.state, state)))
      .returning({ id: bulkRuns.id });
    if (!asked) throw new Refusal("bulk_moved");
  });
}
