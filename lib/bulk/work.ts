import { and, eq, inArray, sql } from "drizzle-orm";
import { bulkRuns } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { reading, transaction, type Ctx, type PartnerUser, type System } from "../ctx";
import { databaseError, Refusal } from "../errors";
import { actorOf } from "./actor";
import { doRows } from "./do-rows";
import { Halt } from "./halt";
import { bulkKindOf } from "./kinds";
import { look } from "./look";
import { countRun, getRun, isRun, type BulkRun, type RunCounts } from "./queries";
import { noRest, type Rest } from "./rest";

/**
 * B3, B4: the worker looks what would become of the rows of a run, or does them: the same code, as whoever began it and with
 * the roles that they have at each row. It goes on where a worker that died had come to, and ends at once when another one is
 * at it, or somebody stops it.
 * @param clock what is done is done when it is done
 * @param rest how it makes room between two rows
 */
export async function workRun(
  ctx: Ctx<System>,
  id: string,
  clock: () => Date,
  rest: Rest = noRest,
): Promise<void> {
  authorize(ctx, "bulk.work");
  const run = await reading(ctx, (tx) => getRun(tx, id));
  if (run.state !== "looking" && run.state !== "running") return;
  const kind = bulkKindOf[run.kind];
  try {
    const op = await actorOf(ctx, run);
    if (run.state === "looking") return await look({ op, run, kind, clock, rest });
    await doRows({ system: ctx, op, run, kind, clock, rest });
    await finish({ ...op, now: clock() }, run, await reading(ctx, (tx) => countRun(tx, run)));
  } catch (error) {
    if (error instanceof Halt) return stopIfAsked({ ...ctx, now: clock() }, run);
    const code = codeOf(error);
    if (code === null) throw error;
    await failRun({ ...ctx, now: clock() }, run, code);
  }
}

/** A refusal ends the run, and what the database never takes; a database or store that is away is tried again. */
function codeOf(error: unknown): string | null {
  const state = databaseError(error)?.code ?? "";
  if (state === "42501") return "no_role";
  if (/^2[23]/.test(state)) return "unknown";
  return error instanceof Refusal && error.code !== "unavailable" ? error.code : null;
}

async function finish(op: Ctx<PartnerUser>, run: BulkRun, counts: RunCounts): Promise<void> {
  await transaction(op, async (tx) => {
    const [ended] = await tx.db
      .update(bulkRuns)
      .set({ state: "done", endedAt: tx.now, movedAt: tx.now })
      .where(and(isRun(run), eq(bulkRuns.state, "running"), sql`${bulkRuns.stopAsked} is null`))
      .returning({ id: bulkRuns.id });
    if (!ended) throw new Halt();
    const { done, refused, late: already } = counts;
    const { number, kind, id: subjectId } = run;
    await record(tx, {
      event: "bulk.done",
      subjectId,
      data: { number, kind, done, already, refused },
    });
  });
}

/** Somebody asked for it: it waits where it had come to, or is over. Otherwise another worker is at it. */
async function stopIfAsked(ctx: Ctx<System>, run: BulkRun): Promise<void> {
  const over = sql`${bulkRuns.stopAsked} = 'stop' or ${bulkRuns.state} = 'looking'`;
  await transaction(ctx, (tx) =>
    tx.db
      .update(bulkRuns)
      .set({
        state: sql`case when ${over} then 'stopped' else 'paused' end`,
        endedAt: sql`case when ${over} then ${tx.now.toISOString()}::timestamptz end`,
        ...{ stopAsked: null, movedAt: tx.now },
      })
      .where(
        and(
          isRun(run),
          inArray(bulkRuns.state, ["looking", "running"]),
          sql`${bulkRuns.stopAsked} is not null`,
        ),
      ),
  );
}

/** It cannot go on: for good while it is looked at; else it waits until somebody who may goes on. */
async function failRun(ctx: Ctx<System>, run: BulkRun, failure: string): Promise<void> {
  const looks = sql`${bulkRuns.state} = 'looking'`;
  await transaction(ctx, (tx) =>
    tx.db
      .update(bulkRuns)
      .set({
        state: sql`case when ${looks} then 'failed' else 'paused' end`,
        endedAt: sql`case when ${looks} then ${tx.now.toISOString()}::timestamptz end`,
        ...{ failure, stopAsked: null, movedAt: tx.now },
      })
      .where(and(isRun(run), inArray(bulkRuns.state, ["looking", "running"]))),
  );
}
