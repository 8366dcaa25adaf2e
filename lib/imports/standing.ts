import { and, eq, inArray, sql } from "drizzle-orm";
import { importRuns } from "@/db/schema";
import { transaction, type Ctx, type System } from "../ctx";
import { columnsOf } from "./match";
import { Halt, type Found, type Pass } from "./pass";
import { getRun, type ImportRun } from "./queries";
import { unpackWorkbook } from "./unpack";

const nothing = { line: 0, bytes: 0, made: 0, changed: 0, unchanged: 0, refused: 0 };

/**
 * A pass over the file begins, or goes on where it stood; what a pass before it still tells counts for nothing.
 * A workbook's rows are written down once. Refuses as `unpackWorkbook`.
 */
export async function startPass(
  ctx: Ctx<System>,
  run: ImportRun,
  { anew }: { anew: boolean },
): Promise<ImportRun> {
  const rowsSha256 = run.workbook ? (run.rowsSha256 ?? (await unpackWorkbook(ctx, run))) : null;
  return transaction(ctx, async (tx) => {
    const [moved] = await tx.db
      .update(importRuns)
      .set({ rowsSha256, ...(anew && { ...nothing, pass: sql`${importRuns.pass} + 1` }) })
      .where(
        and(
          eq(importRuns.id, run.id),
          eq(importRuns.pass, run.pass),
          eq(importRuns.state, run.state),
        ),
      )
      .returning({ id: importRuns.id });
    if (!moved) throw new Halt();
    return getRun(tx, run.id);
  });
}

/** What a look at the file found: how it is written, which column is which, its first rows. */
export async function keepLook(
  ctx: Ctx<System>,
  { run, source }: Pick<Pass, "run" | "source">,
  { samples, gone }: Found,
): Promise<void> {
  const { table, match } = source;
  const { encoding, header, titles } = table.recognised() ?? {
    encoding: "utf-8" as const,
    header: table.line,
    titles: 0,
  };
  const recognised = {
    ...{ encoding, header, titles, separator: table.separator },
    columns: columnsOf(table.header),
  };
  const moved = await transaction(ctx, (tx) =>
    tx.db
      .update(importRuns)
      .set({
        state: "previewed",
        recognised,
        match,
        sample: samples.rows,
        ...{ gone, gonePass: gone === null ? null : run.pass },
        previewedAt: tx.now,
        movedAt: tx.now,
        failure: null,
      })
      .where(
        and(
          eq(importRuns.id, run.id),
          eq(importRuns.pass, run.pass),
          eq(importRuns.state, "received"),
        ),
      )
      .returning({ id: importRuns.id }),
  );
  if (moved.length === 0) throw new Halt();
}

/** Somebody stopped it: it stands where it had come to, and can go on. Otherwise another worker is at it. */
export async function stopIfAsked(ctx: Ctx<System>, id: string): Promise<void> {
  await transaction(ctx, (tx) =>
    tx.db
      .update(importRuns)
      .set({ state: "stopped", stopAsked: false, movedAt: tx.now })
      .where(
        and(eq(importRuns.id, id), eq(importRuns.state, "running"), eq(importRuns.stopAsked, true)),
      ),
  );
}

/** It cannot go on: because of the file, for good; or because whoever began it has no role any more: somebody else goes on. */
export async function failRun(ctx: Ctx<System>, id: string, failure: string): Promise<void> {
  const state = sql`case when state = 'running' and ${failure === "forbidden"} then 'stopped' else 'failed' end`;
  await transaction(ctx, (tx) =>
    tx.db
      .update(importRuns)
      .set({ state, failure, stopAsked: false, movedAt: tx.now, endedAt: tx.now })
      .where(and(eq(importRuns.id, id), inArray(importRuns.state, ["received", "running"]))),
  );
}
