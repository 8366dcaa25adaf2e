import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { importRemovals, importRuns } from "@/db/schema";
import { authorize } from "../access/authorize";
import { transaction, type Operator, type Tx } from "../ctx";
import { alone } from "./alone";
import type { Gone } from "./kind";
import { Halt, type Pass } from "./pass";
import type { ImportRun } from "./queries";
import { tellDone } from "./take-rows";

const BATCH = 20;
type Going = Pick<Pass, "op" | "run" | "clock">;

/**
 * P23: removes what a file that is the whole list leaves out, some in one transaction with the place that it has come
 * to. What moved since it was looked at stays, and so does what the pages would not remove either; each says why.
 */
export async function takeGone({ op, run, clock }: Going, gone: Gone): Promise<void> {
  authorize(op, gone.act);
  for (let more = true; more;)
    more = await transaction({ ...op, now: clock() }, async (tx) => {
      const some = await nextOf(tx, run);
      let stayed = 0;
      for (const { place, ...removal } of some) {
        const refusal = await alone(tx, async () => {
          await gone.remove(tx, removal, run.removeReason);
          await lookNow(tx);
        });
        if (refusal) stayed += 1;
        await tx.db
          .update(importRemovals)
          .set({ doneAt: tx.now, code: refusal?.code ?? null })
          .where(and(ofRun(run), eq(importRemovals.place, place)));
      }
      const over = some.length < BATCH;
      await countOn(tx, run, { some: some.length, stayed, from: (some[0]?.place ?? run.gone ?? 0) - 1, over }); // prettier-ignore
      if (over) await tellDone(tx, { run });
      return !over;
    });
}

const ofRun = ({ id, gonePass }: ImportRun) =>
  and(eq(importRemovals.runId, id), eq(importRemovals.pass, gonePass ?? 0));

function nextOf(tx: Tx, run: ImportRun) {
  const { place, thing, seen, becomes, doneAt } = importRemovals;
  return tx.db
    .select({ place, thing, seen, becomes })
    .from(importRemovals)
    .where(and(ofRun(run), isNull(doneAt)))
    .orderBy(asc(place))
    .limit(BATCH);
}

/** What the database looks at only in the end, the last admin for one, it looks at for each. */
async function lookNow(tx: Tx): Promise<void> {
  await tx.db.execute(sql`set constraints all immediate`);
  await tx.db.execute(sql`set constraints all deferred`);
}

/** Throws `Halt` where somebody stopped it, or another worker is at it. */
async function countOn(
  tx: Tx<Operator>,
  run: ImportRun,
  { some, stayed, from, over }: { some: number; stayed: number; from: number; over: boolean },
): Promise<void> {
  const { removed, stayed: before } = importRuns;
  const [moved] = await tx.db
    .update(importRuns)
    .set({
      removed: sql`${removed} + ${some - stayed}`,
      stayed: sql`${before} + ${stayed}`,
      movedAt: tx.now,
      ...(over && { state: "done" as const, endedAt: tx.now }),
    })
    .where(
      and(
        ...[
          eq(importRuns.id, run.id),
          eq(importRuns.pass, run.pass),
          eq(importRuns.state, "running"),
        ],
        ...[
          eq(importRuns.stopAsked, false),
          some > 0 ? sql`${removed} + ${before} = ${from}` : undefined,
        ],
      ),
    ) // prettier-ignore
    .returning({ id: importRuns.id });
  if (!moved) throw new Halt();
}
