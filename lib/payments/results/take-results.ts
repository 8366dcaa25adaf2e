import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { payments } from "@/db/schema";
import { locales, translator } from "@/messages";
import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import { record } from "../../audit/record";
import { readCsv, type CsvRecord } from "../../csv/read";
import { reading, transaction, type Ctx, type Operator } from "../../ctx";
import { fieldErrors, refuse, Refusal, type FieldError } from "../../errors";
import { getRun, type Run } from "../queries";
import { failureOf, readPaymentName } from "../rules";
import { result, type Result, type ResultsInput } from "../schema";
import {
  columnOf,
  dayOf,
  isResultHead,
  isSameAmount,
  plain,
  resultColumns,
  type ResultColumn,
  type ResultRow,
} from "./read-results.rules";
import { tellResult } from "./tell-result";

/** More wrong rows than this are counted, and not told one by one. */
const TOLD = 50;

export type Taken = { changed: number; same: number };

/**
 * P30: takes in what became of the payments of a run, from a CSV file: each row wholly or not at all, the same file twice
 * changes nothing. Rows without a result yet are passed over.
 * Refuses with `sign_in_again` (U13), `not_found`, `results_unread` for a file without its columns; and with
 * `results_left` after the good rows were taken in, and for each other row with the line in which it stands.
 * @returns how many payments it told of, and of how many that was known
 */
export async function takeResults(ctx: Ctx, { run: id, file }: ResultsInput): Promise<Taken> {
  authorize(ctx, "payments.run");
  requireFresh(ctx);
  const run = await reading(ctx, (tx) => getRun(tx, id));
  if (run.exportedAt === null) throw new Refusal("payment_run_waits");
  const taken = { changed: 0, same: 0 };
  const wrong: FieldError[] = [];
  for (const row of await rowsOf(file)) {
    if ("broken" in row) {
      wrong.push({ field: "", code: "result_broken", params: { line: row.line } });
      continue;
    }
    try {
      const outcome = await takeRow(ctx, run, row.cells);
      if (outcome !== null) taken[outcome ? "changed" : "same"] += 1;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      wrong.push(rowError(row.line, row.cells, error));
    }
  }
  if (taken.changed + wrong.length > 0)
    await transaction(ctx, (tx) =>
      record(tx, {
        event: "payment_run.results_taken",
        subjectId: run.id,
        data: {
          number: run.number,
          sha256: createHash("sha256").update(file).digest("hex"),
          ...{ changed: taken.changed, same: taken.same, refused: wrong.length },
        },
      }),
    );
  if (wrong.length > 0)
    refuse([
      {
        field: "",
        code: "results_left",
        params: { changed: taken.changed, same: taken.same, left: wrong.length },
      },
      ...wrong.slice(0, TOLD),
    ]);
  return taken;
}

const titles = locales.map((locale) => {
  const t = translator(locale, "payments");
  return Object.fromEntries(
    resultColumns.map((column) => [column, t(`results.${column}`)]),
  ) as Record<ResultColumn, string>;
});
const words = (state: "paid" | "failed" | "returned") =>
  new Set([
    state,
    ...locales.map((locale) => plain(translator(locale, "payments")(`states.${state}`))),
  ]);
const states = { paid: words("paid"), failed: words("failed"), returned: words("returned") };

type Row = { line: number; cells: ResultRow } | { line: number; broken: true };

async function rowsOf(file: Uint8Array): Promise<Row[]> {
  const records: CsvRecord[] = [];
  const isHeader = (cells: readonly string[]) => isResultHead(cells, titles);
  for await (const some of readCsv(once(file), { isHeader })) records.push(...some);
  const [head, ...rest] = records;
  if (!head || "broken" in head) throw new Refusal("results_unread", { field: "file" });
  const columns = head.fields.map((title) => columnOf(title, titles));
  return rest.map((row): Row => {
    if ("broken" in row) return { line: row.line, broken: true };
    const cells: ResultRow = {
      payment: "",
      state: "",
      reference: "",
      date: "",
      reason: "",
      amount: "",
    };
    for (const [at, column] of columns.entries())
      if (column !== null) cells[column] = (row.fields[at] ?? "").trim();
    return { line: row.line, cells };
  });
}

/** @returns whether it changed anything; null: the row says nothing yet. */
async function takeRow(ctx: Ctx<Operator>, run: Run, cells: ResultRow): Promise<boolean | null> {
  if (cells.state === "") return null;
  const name = readPaymentName(cells.payment.replace(/^'/, ""));
  if (!name || name.runNumber !== run.number) throw new Refusal("result_unknown");
  const said = resultOf(cells);
  return transaction(ctx, async (tx) => {
    const mine = and(eq(payments.runId, run.id), eq(payments.place, name.place));
    const [payment] = await tx.db.select().from(payments).where(mine);
    if (!payment) throw new Refusal("result_unknown");
    const { amountMinor: minor, currency } = payment;
    if (cells.amount !== "" && !isSameAmount(cells.amount, { minor, currency }))
      throw new Refusal("result_amount");
    return tellResult(tx, payment, said);
  });
}

function resultOf({ state, reference, date, reason }: ResultRow): Result {
  const bare = plain(state);
  const outcome = (["paid", "failed", "returned"] as const).find((one) => states[one].has(bare));
  if (outcome === undefined) throw new Refusal("result_state");
  const day = dayOf(date);
  const read =
    outcome === "paid"
      ? result.safeParse({ outcome, reference, paidOn: day })
      : result.safeParse({ outcome, as: failureOf(reason), why: reason, returnedOn: day });
  if (!read.success) refuse(fieldErrors(read.error));
  return read.data;
}

/** What is wrong with a row: its line, its payment as it stands there, and why. */
function rowError(line: number, { payment }: ResultRow, { errors: [first] }: Refusal): FieldError {
  const params = { line, payment: payment.slice(0, 40) || "–", why: first.code };
  return { field: "", code: "result_row", params };
}

async function* once(bytes: Uint8Array) {
  yield await Promise.resolve(bytes);
}
