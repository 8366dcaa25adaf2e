import { sql } from "drizzle-orm";
import { record } from "../audit/record";
import { reading, transaction, type Operator, type Tx } from "../ctx";
import { alone } from "./alone";
import type { Batch, Planned, RowKind, Told } from "./kind";
import { rowOf, type Read } from "./read-row";
import { keepGone, namedTable } from "./gone";
import {
  advance,
  keepRefusals,
  nothingTaken,
  Samples,
  type Counts,
  type Found,
  type Pass,
} from "./pass";
import { refusedLines } from "./queries";
import { Said } from "./said";
import { takeTurn } from "../turn";

/**
 * Goes through a file row by row, some in one transaction with the place that the import has come to. A row is taken
 * wholly or not (P22); with `dryRun` nothing is written, and everything is counted the same.
 * @returns what was found
 */
export async function takeRows(pass: Pass, kind: RowKind): Promise<Found> {
  const { run, op, dryRun, source, clock } = pass;
  const plan = kind.rows.planner({ dryRun, previewedAt: run.previewedAt, runId: run.id });
  const match = new Map(Object.entries(source.match).map(([key, at]) => [at, key]));
  const refused =
    run.line > 0 ? await reading(op, (tx) => refusedLines(tx, run)) : new Set<number>();
  const said = new Said();
  const samples = new Samples();
  let place = run.line;
  let batch: Read[] = [];
  /** P23: what the file names, and whether who every row is about is known. */
  const seen = { named: new Set<string>(), clean: true };
  const looked = dryRun && run.options.wholeList ? kind.gone : undefined;

  const take = async (last: boolean): Promise<void> => {
    const rows = batch;
    batch = [];
    const to = rows.at(-1)?.line ?? place;
    const kept = said.size;
    const done = await transaction({ ...op, now: clock() }, async (tx) => {
      // After a deadlock it begins anew.
      said.backTo(kept);
      // Two imports of one kind at once take turns: neither makes what the other just made.
      if (!dryRun)
        await takeTurn(tx, `import ${kind.name}`, { meanwhile: () => stays(pass, place) });
      const planned = (await takeTogether(tx, rows)) ?? (await takeEach(tx, rows));
      const counts = { ...nothingTaken };
      for (const { outcome } of planned) counts[outcome] += 1;
      const told = planned.flatMap(({ line, outcome, errors }) =>
        outcome === "refused" ? errors.map((one) => ({ line, told: one })) : [],
      );
      await keepRefusals(tx, run, told);
      await advance(tx, pass, { from: place, line: to, bytes: source.bytes(), counts, ends: last });
      if (last && !dryRun) await kind.rows.after?.(tx);
      if (last && !dryRun && !run.removeAsked) await tellDone(tx, pass);
      return planned;
    });
    if (looked) for (const { names = [] } of done) for (const name of names) seen.named.add(name);
    seen.clean &&= done.every(({ outcome }) => outcome !== "refused");
    for (const { line, outcome, values, before, errors } of done)
      if (samples.wants(outcome)) samples.add(line, outcome, values, { before, errors });
    place = to;
  };

  const takeEach = async (tx: Tx<Operator>, rows: readonly Read[]): Promise<Planned[]> => {
    const batch = await plan(tx, rows, { each: !dryRun });
    const planned: Planned[] = [];
    for (const row of rows) planned.push(await taken(tx, row, batch, !dryRun));
    return planned;
  };

  /** In a few statements; null: something is refused that nobody foresaw. */
  const takeTogether = async (
    tx: Tx<Operator>,
    rows: readonly Read[],
  ): Promise<Planned[] | null> => {
    if (dryRun) return null;
    const from = said.size;
    const planned: Planned[] = [];
    const refusal = await alone(tx, async () => {
      const batch = await plan(tx, rows, { each: false });
      for (const row of rows) planned.push(await taken(tx, row, batch));
      const writes = planned.filter(({ write: act }) => act !== undefined);
      if (writes.length > 0) await batch.writeAll(tx, writes);
    });
    if (!refusal) return planned;
    said.backTo(from);
    return null;
  };

  /** A row that contradicts one above, or says what one above said, is known without asking. */
  const taken = async (
    tx: Tx<Operator>,
    row: Read,
    { plan: planOf }: Batch,
    now = false,
  ): Promise<Planned> => {
    const { line, cells: values } = row;
    const says = kind.rows.says(values);
    const { otherwise, before } = said.look(line, says);
    const errors: Told[] =
      otherwise === null
        ? row.errors
        : [...row.errors, { field: "", code: "import_otherwise", params: { line: otherwise } }];
    if (errors.length > 0) return { line, values, before: {}, outcome: "refused", errors };
    if (before) return { line, values, before: {}, outcome: "unchanged", errors };
    const planned = await planOf(row);
    if (planned.write && now) await write(tx, planned, planned.write);
    if (planned.outcome !== "refused") said.keep(line, says);
    return planned;
  };

  for await (const some of source.table.rows) {
    for (const one of some) {
      const row = rowOf(one, match);
      if (!row) continue;
      if (one.line <= run.line) {
        if (row.errors.length === 0 && !refused.has(one.line))
          said.keep(one.line, kind.rows.says(row.cells));
        continue;
      }
      batch.push(row);
      if (batch.length >= kind.rows.most) await take(false);
    }
  }
  await take(true);
  const gone = looked && seen.clean ? await keepGone(pass, looked, namedTable(seen.named)) : null;
  return { samples, gone };
}

/** While it waits: throws `Halt` where somebody stopped it, or another worker is at it; else it is told that it is alive. */
async function stays({ system, clock, ...pass }: Pass, line: number): Promise<void> {
  const still = { from: line, line, bytes: pass.source.bytes(), counts: nothingTaken, ends: false };
  await transaction({ ...system, now: clock() }, (tx) => advance(tx, pass, still));
}

/** Does what was planned; what is refused after all says why. */
async function write(
  tx: Tx<Operator>,
  row: Planned,
  act: NonNullable<Planned["write"]>,
): Promise<void> {
  const refusal = await alone(tx, () => act(tx));
  if (refusal) Object.assign(row, { outcome: "refused", errors: refusal.errors });
}

/** A step: the log keeps what was imported, by whom, and what became of it (P22). */
export async function tellDone(tx: Tx<Operator>, { run }: Pick<Pass, "run">): Promise<void> {
  const { rows } = await tx.db.execute<Counts & Record<"made" | "removed" | "stayed", number>>(sql`
    select made, changed, unchanged, refused, removed, stayed from import_runs where id = ${run.id}`);
  const {
    made = 0,
    changed = 0,
    unchanged = 0,
    refused = 0,
    removed = 0,
    stayed = 0,
  } = rows[0] ?? {};
  const { kind, fileName: file, sha256 } = run;
  await record(tx, {
    event: "import.done",
    subjectId: run.id,
    data: { kind, file, sha256, made, changed, unchanged, refused, removed, stayed },
  });
}
