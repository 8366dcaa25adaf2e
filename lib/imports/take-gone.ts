import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import { importRemovals, importRuns } from "@/db/schema";
import { authorize } from "../access/authorize";
import { transaction, type Operator, type Tx } from "../ctx";
import { alone } from "./alone";
import type { Gone } from "./kind";
import { Halt, type Pass } from "./pass";
import type { ImportRun } from "./queries";
import { tellDone } from "./take-rows";

type Going = Pick<Pass, "op" | "run" | "clock">;

/**
 * P23: removes what a file that is the whole list leaves out, some in one transaction with the place that it has come
 * to: together, or, where one of them stays, each by itself. What moved since it was looked at stays, and so does what the
 * pages would not remove either; each says why.
 */
export async function takeGone({ op, run, clock }: Going, gone: Gone): Promise<void> {
  authorize(op, gone.act);
  let from = run.removed + run.stayed;
  for (let more = true; more;) {
    const done = await transaction({ ...op, now: clock() }, async (tx) => {
      const some = await nextOf(tx, run, { from, most: gone.most });
      const remove = (removals: typeof some) =>
        alone(tx, async () => {
          await gone.remove(tx, removals, run.removeReason);
          await lookNow(tx);
        });
      const codes: (string | null)[] = [];
      const oneStays = some.length > 0 && (await remove(some)) !== null;
      for (const one of oneStays ? some : []) codes.push((await remove([one]))?.code ?? null);
      await keepDone(tx, run, some, codes);
      const stayed = codes.filter((code) => code !== null).length;
      const over = some.length < gone.most;
      await countOn(tx, run, { some: some.length, stayed, from, over });
      if (over) await tellDone(tx, { run });
      return some.length;
    });
    from += done;
    more = done === gone.most;
  }
}

const ofRun = ({ id, gonePass }: ImportRun) =>
  and(eq(importRemovals.runId, id), eq(importRemovals.pass, gonePass ?? 0));

/** What became of them: removed, or why one stayed. */
async function keepDone(
  tx: Tx,
  run: ImportRun,
  some: readonly { place: number }[],
  codes: readonly (string | null)[],
): Promise<void> {
  const places = some.map(({ place }) => place);
  const why = some.map((_, at) => codes[at] ?? null);
  await tx.db
    .update(importRemovals)
    .set({
      doneAt: tx.now,
      code: sql`(${sql.param(why)}::text[])[array_position(${sql.param(places)}::int[], ${importRemovals.place})]`,
    })
    .where(and(ofRun(run), inArray(importRemovals.place, places)));
}

/** They are removed in the order of their places: so many are done. */
function nextOf(tx: Tx, run: ImportRun, { from, most }: { from: number; most: number }) {
  const { place, thing, seen, becomes } = importRemovals;
  return tx.db
    .select({ place, thing, seen, becomes })
    .from(importRemovals)
    .where(and(ofRun(run), gt(place, from)))
    .orderBy(asc(place))
    .limit(most);
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
        ...[eq(importRuns.stopAsked, false), sql`${removed} + ${before} = ${from}`],
      ),
    )
    .returning({ id: importRuns.id });
  if (!moved) throw new Halt();
}
