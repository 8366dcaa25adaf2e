import { and, eq, sql, type SQLWrapper } from "drizzle-orm";
import { importRefusals, importRuns } from "@/db/schema";
import { shown } from "../csv/cells";
import type { Ctx, Operator, System, Tx } from "../ctx";
import type { FieldError } from "../errors";
import type { Cells, Outcome, Told } from "./kind";
import type { ImportRun, Sample } from "./queries";
import type { Source } from "./source";

/** One way through the file of an import: to look at it, or to take it in. */
export type Pass = {
  /** The product itself, for what is told while the import's own transaction goes on. */
  system: Ctx<System>;
  /** Whoever began the import. */
  op: Ctx<Operator>;
  run: ImportRun;
  dryRun: boolean;
  source: Source;
  clock: () => Date;
};
export type Counts = Record<Outcome, number>;
export const nothingTaken: Readonly<Counts> = { new: 0, changed: 0, unchanged: 0, refused: 0 };

/** Somebody stopped the import, or another worker is at it. */
export class Halt extends Error {
  override name = "Halt";
}

/**
 * A step: an import has come to a line. Throws `Halt` where it is not where this pass left it: it was stopped, begun
 * anew, or another worker was faster.
 */
export async function advance(
  tx: Tx,
  { run, dryRun }: Pick<Pass, "run" | "dryRun">,
  {
    from,
    line,
    bytes,
    counts,
    ends,
  }: { from: number; line: number; bytes: number; counts: Counts; ends: boolean },
): Promise<void> {
  const add = (column: SQLWrapper, more: number) => sql`${column} + ${more}`;
  const moved = await tx.db
    .update(importRuns)
    .set({
      ...{ line, bytes, movedAt: tx.now },
      made: add(importRuns.made, counts.new),
      changed: add(importRuns.changed, counts.changed),
      unchanged: add(importRuns.unchanged, counts.unchanged),
      refused: add(importRuns.refused, counts.refused),
      ...(ends &&
        !dryRun &&
        (run.removeAsked ? { rowsDone: true } : { state: "done" as const, endedAt: tx.now })),
    })
    .where(
      and(
        eq(importRuns.id, run.id),
        eq(importRuns.pass, run.pass),
        eq(importRuns.state, dryRun ? "received" : "running"),
        eq(importRuns.line, from),
        eq(importRuns.stopAsked, false),
      ),
    )
    .returning({ id: importRuns.id });
  if (moved.length === 0) throw new Halt();
}

/** So much that is wrong is told of one row; a cell may hold thousands of domains. */
const FAULTS = 20;

/** A step: what was wrong with rows is kept, to be shown and given back (P22). */
export async function keepRefusals(
  tx: Tx,
  { id: runId, pass }: ImportRun,
  all: readonly { line: number; told: Told }[],
): Promise<void> {
  const found = new Map<number, number>();
  const few = all.filter(({ line, told: { kept } }) => {
    const one = kept ? -line : line;
    const before = found.get(one) ?? 0;
    found.set(one, before + 1);
    return before < FAULTS;
  });
  for (let at = 0; at < few.length; at += 1_000) {
    const rows = few.slice(at, at + 1_000).map(({ line, told }) => ({
      ...{ runId, pass, line },
      column: shown(told.field, 100),
      code: told.code,
      params: shortened(told.params),
      kept: told.kept ?? false,
    }));
    await tx.db.insert(importRefusals).values(rows);
  }
}

function shortened(params: FieldError["params"] = {}): Record<string, string | number> {
  const short = Object.entries(params).map(
    ([key, value]) => [key, typeof value === "string" ? shown(value, 200) : value] as const,
  );
  return Object.fromEntries(short);
}

/** What a pass found: the first rows, and, of a file that is the whole list, how many it leaves out (P23). */
export type Found = { samples: Samples; gone: number | null };

/** The first rows of a file, and the first that are refused, as a preview shows them (P20). */
export class Samples {
  readonly rows: Sample = [];
  #bad = 0;

  /** Whether a row of this kind would still be shown. */
  wants(outcome: Outcome | "read"): boolean {
    return this.rows.length < 15 || (outcome === "refused" && this.#bad < 15);
  }

  add(
    line: number,
    outcome: Outcome | "read",
    values: Cells,
    more: { before?: Cells; errors?: readonly Told[] } = {},
  ): void {
    if (outcome === "refused") this.#bad += 1;
    const errors = (more.errors ?? []).slice(0, FAULTS).map(errorOf);
    this.rows.push({ line, outcome, values: cut(values), before: cut(more.before ?? {}), errors });
  }

  /** What turned out to be wrong with a row when all of them were there. */
  complain(line: number, told: Told): void {
    const row = this.rows.find((one) => one.line === line);
    if (row && row.errors.length < FAULTS) row.errors.push(errorOf(told));
    if (row && !told.kept) row.outcome = "refused";
  }
}

const errorOf = ({ field, code, params, kept }: Told) => ({
  field,
  code,
  params: shortened(params),
  kept: kept ?? false,
});

const cut = (cells: Cells): Record<string, string> =>
  Object.fromEntries(
    Object.entries(cells).flatMap(([key, text]) => (text === "" ? [] : [[key, shown(text, 200)]])),
  );
