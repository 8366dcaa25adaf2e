import { and, eq } from "drizzle-orm";
import { importRuns } from "@/db/schema";
import type { CsvRecord } from "../csv/read";
import { transaction } from "../ctx";
import { cellsOf } from "./cells";
import type { Cells, Told, WholeKind } from "./kind";
import { layGone } from "./gone";
import { advance, Halt, keepRefusals, Samples, type Found, type Pass } from "./pass";
import { tellDone } from "./take-rows";

/** How often it is told how far it is, and looked whether somebody stopped it. */
const EVERY_MS = 1_000;

/**
 * Takes a file in as a whole, in one transaction: what is written is there with the counts and the end of the
 * import, or not at all. What was wrong with rows, and how far it is, is told meanwhile.
 */
export async function takeWhole(pass: Pass, kind: WholeKind): Promise<Found> {
  const { run, op, system, dryRun, source, clock } = pass;
  const samples = new Samples();
  let told: { line: number; told: Told }[] = [];
  let line = 0;
  let last = 0;
  let begun = false;
  let gone: number | null = null;
  /** What was read last, and what is wrong with the row that is read now: told before the row itself is. */
  let piece: CsvRecord[] = [];
  let pending = { line: 0, told: [] as Told[] };

  const tell = async (): Promise<void> => {
    const all = told;
    told = [];
    if (all.length > 0)
      await transaction({ ...system, now: clock() }, (tx) => keepRefusals(tx, run, all));
    if (clock().getTime() - last < EVERY_MS) return;
    last = clock().getTime();
    await transaction({ ...system, now: clock() }, async (tx) => {
      const moved = await tx.db
        .update(importRuns)
        .set({ bytes: source.bytes(), movedAt: tx.now })
        .where(
          and(
            eq(importRuns.id, run.id),
            eq(importRuns.pass, run.pass),
            eq(importRuns.stopAsked, false),
            eq(importRuns.state, run.state),
          ),
        )
        .returning({ id: importRuns.id });
      if (moved.length === 0) throw new Halt();
    });
  };
  async function* rows(): AsyncGenerator<CsvRecord[]> {
    for await (const some of source.table.rows) {
      piece = some;
      yield some;
      await tell();
    }
  }

  const { table, match } = source;
  const names = new Map(Object.entries(match).map(([key, at]) => [at, key]));
  const header = table.header.map((_, at) => names.get(at) ?? "");
  const typed = (at: number): Cells => {
    const record = piece.find((one) => one.line === at);
    return record && "fields" in record ? cellsOf(record.fields, names).cells : {};
  };
  await transaction({ ...op, now: clock() }, async (tx) => {
    // The file was read: after a deadlock the job begins anew.
    if (begun) throw new Error("the import has to begin anew");
    begun = true;
    const counts = await kind.whole(tx, {
      table: { ...table, header, rows: rows(), decimals: run.options.decimals },
      dryRun,
      told: (at, one) => {
        told.push({ line: at, told: one });
        if (at !== pending.line) pending = { line: at, told: [] };
        pending.told.push(one);
        samples.complain(at, one);
      },
      read(at, values) {
        line = at;
        const outcome = values ? "read" : "refused";
        const errors = at === pending.line ? pending.told : [];
        if (samples.wants(outcome)) samples.add(at, outcome, values?.() ?? typed(at), { errors });
      },
      staged: tell,
    });
    await tell();
    await advance({ ...tx, now: clock() }, pass, {
      from: 0,
      line,
      bytes: source.bytes(),
      counts,
      ends: true,
    });
    if (dryRun && run.options.wholeList && kind.gone && counts.refused === 0)
      gone = await layGone({ ...tx, now: clock() }, run, { gone: kind.gone, named: kind.named });
    if (!dryRun && !run.removeAsked) await tellDone({ ...tx, now: clock() }, pass);
  });
  return { samples, gone };
}
