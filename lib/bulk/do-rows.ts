import { and, eq, isNull, sql } from "drizzle-orm";
import { bulkRunRows, bulkRuns } from "@/db/schema";
import { reading, transaction, type Ctx, type PartnerUser, type System, type Tx } from "../ctx";
import { databaseError } from "../errors";
import { Halt } from "./halt";
import { act, toldOf, type Told } from "./judge";
import type { BulkKind, Done } from "./kind";
import { gatherTargets } from "./look";
import { isOf, isRun, listRows, lockRow, nextRows, type BulkRun } from "./queries";
import { rested, type Rest } from "./rest";
import { sameness } from "./target";

const AT_ONCE = 50;
type Doing = {
  /** The product itself, which sees rows that are the actor's no more, and says so. */
  system: Ctx<System>;
  op: Ctx<PartnerUser>;
  run: BulkRun;
  kind: BulkKind;
  clock: () => Date;
  rest: Rest;
};

/**
 * B4: does the rows that were left in, one after the other, each in a transaction of its own with what became of it, so that
 * it is done once however often it is tried. One that is refused stops nothing.
 */
export async function doRows(doing: Doing): Promise<void> {
  const { system, run } = doing;
  if (run.came === null && run.choice.by === "filter") await compare(doing);
  for (let after = 0; ;) {
    const from = after;
    const rows = await reading(system, (tx) => nextRows(tx, run, { after: from, most: AT_ONCE }));
    if (rows.length === 0) return;
    for (const position of rows) await rested(doing.rest, () => doRow(doing, position));
    after = rows.at(-1) ?? from;
  }
}

async function doRow(doing: Doing, position: number): Promise<void> {
  const { op, run, kind, clock } = doing;
  try {
    const seen = await transaction({ ...op, now: clock() }, async (tx) => {
      const row = await lockRow(tx, run, position);
      if (!row) return false;
      await settle(tx, run, position, await act(tx, kind, { row, options: run.options }));
      return true;
    });
    if (!seen) await refuse(doing, position, { code: "no_role" });
  } catch (error) {
    if (error instanceof Halt) throw error;
    await refuse(doing, position, await refusedBy(op, error));
  }
}

/** It is told of a row that it was refused, unless another worker did it meanwhile. */
async function refuse({ system, run, kind, clock }: Doing, position: number, told: Told) {
  const already = kind.already.includes(told.code);
  await transaction({ ...system, now: clock() }, async (tx) => {
    if (!(await lockRow(tx, run, position))) return;
    await settle(
      tx,
      run,
      position,
      already ? { outcome: "already", mails: 0 } : { outcome: "refused", told },
    );
  });
}

/** U4: what the database took from nobody's is told as `no_role`, unless nothing can be done in this name any more. */
async function refusedBy(op: Ctx<PartnerUser>, error: unknown): Promise<Told> {
  if (databaseError(error)?.code !== "42501") return toldOf(error);
  await reading(op, () => Promise.resolve());
  return { code: "no_role" };
}

type Settled = Exclude<Done, { outcome: "refused" }> | { outcome: "refused"; told: Told };

/** A step: what became of a row stands with what it did, and the run has come one further, unless somebody stopped it. */
async function settle(tx: Tx, run: BulkRun, position: number, done: Settled | Done): Promise<void> {
  const told = done.outcome !== "refused" ? null : "told" in done ? done.told : { code: done.code };
  await tx.db
    .update(bulkRunRows)
    .set({
      ...{ outcome: done.outcome, doneAt: tx.now, outcomeCode: told?.code ?? null },
      ...{ outcomeParams: told && "params" in told ? (told.params ?? {}) : {} },
      ...(done.outcome !== "refused" &&
        done.associationId && { associationId: done.associationId }),
      ...(done.outcome !== "refused" && done.requestId && { requestId: done.requestId }),
    })
    .where(and(isOf(run), eq(bulkRunRows.position, position)));
  const column = bulkRuns[done.outcome];
  const moved = await tx.db
    .update(bulkRuns)
    .set({ [done.outcome]: sql`${column} + 1`, movedAt: tx.now })
    .where(and(isRun(run), ...[eq(bulkRuns.state, "running"), isNull(bulkRuns.stopAsked)]))
    .returning({ id: bulkRuns.id });
  if (moved.length === 0) throw new Halt();
}

/** B2: what a filter finds now and did not when it was looked at, and what is gone: told, and not done. */
async function compare({ system, op, run, kind, clock }: Doing): Promise<void> {
  const now = await gatherTargets({ ...op, now: clock() }, run, kind).catch(() => null);
  const found = new Set(now?.map(sameness) ?? []);
  await transaction({ ...system, now: clock() }, async (tx) => {
    const rows = await listRows(tx, run, { after: 0, most: run.rows });
    const before = new Set(
      rows.map((row) => sameness({ ...row, payout: null, fault: null, claimId: row.claimId })),
    );
    const came = now === null ? 0 : [...found].filter((key) => !before.has(key)).length;
    const went = now === null ? 0 : [...before].filter((key) => !found.has(key)).length;
    await tx.db.update(bulkRuns).set({ came, went }).where(isRun(run));
  });
}
