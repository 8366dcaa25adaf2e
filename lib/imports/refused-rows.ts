import { authorize } from "../access/authorize";
import { inert, meant } from "../csv/cells";
import type { CsvRecord } from "../csv/read";
import { csvLine, type CsvForm } from "../csv/write";
import { reading, type Ctx, type Locale, type Operator } from "../ctx";
import { Refusal } from "../errors";
import { usualOf } from "../installation";
import { filePages } from "../lists/file";
import { locales, translator } from "@/messages";
import { kindIn } from "./kinds";
import { namesOf, plainName } from "./match";
import { getRun, listRefusals, remembered, type ImportRun, type Refused } from "./queries";
import { openSource } from "./source";

const PORTION = 500;
type Words = (column: string, refused: Refused) => string;

/**
 * The rows of a file that were refused, as they stood in it, each with its reasons, to be mended and sent again (P22);
 * cells that a spreadsheet would run are inert. Throws `forbidden` at once.
 * @param words why, as the reader reads it
 */
export function refusedRows(
  ctx: Ctx,
  given: { id: string; locale: Locale; form: CsvForm; words: (run: ImportRun) => Words },
): AsyncGenerator<string, void, undefined> {
  authorize(ctx, "programme.read");
  return lines(ctx, given);
}

async function* lines(
  ctx: Ctx<Operator>,
  { id, locale, form, words }: Parameters<typeof refusedRows>[1],
): AsyncGenerator<string, void, undefined> {
  const { run, kind, names } = await reading(ctx, async (tx) => {
    const found = await getRun(tx, id);
    const { locationIdName } = await usualOf(tx);
    const kept = await remembered(tx, found.kind);
    const all = await kindIn(tx, found.kind);
    return { run: found, kind: all, names: namesOf(all, { locationIdName, remembered: kept }) };
  });
  authorize(ctx, kind.act);
  if (run.state === "failed" || run.recognised === null) throw new Refusal("not_found");
  const why = words(run);
  const source = await openSource(ctx, run, { kind, names });
  try {
    const { header, rows } = source.table;
    // A file that was mended has the column of reasons already.
    const kept = header.flatMap((name, at) => (reasons.has(plainName(name)) ? [] : [at]));
    const cells = (fields: readonly string[]) => kept.map((at) => inert(meant(fields[at] ?? "")));
    yield `\u{FEFF}${csvLine([...cells(header), translator(locale, "imports")("reason")], form)}`;
    const refused = inOrder(ctx, run);
    let next = await refused.next();
    for await (const some of rows) {
      let text = "";
      for (const record of some) {
        while (!next.done && next.value.line < record.line) next = await refused.next();
        if (next.done) break;
        if (next.value.line === record.line)
          text += csvLine([...cells(fieldsOf(record)), reasonsOf(next.value.all, why)], form);
      }
      if (text !== "") yield text;
      if (next.done) return;
    }
  } finally {
    source.close();
  }
}

const reasons = new Set(
  locales.map((locale) => plainName(translator(locale, "imports")("reason"))),
);
const fieldsOf = (record: CsvRecord) => ("fields" in record ? record.fields : []);
const reasonsOf = (all: readonly Refused[], words: Words) =>
  all.map((one) => words(one.column, one)).join(" ");

/** What was wrong, line by line, in portions. */
async function* inOrder(ctx: Ctx<Operator>, run: ImportRun) {
  const pages = filePages(ctx, async (tx, after: number | null) => {
    const found = await listRefusals(tx, run, { after: after ?? 0, most: PORTION });
    const full = found.length === PORTION;
    // The last line of a full portion may have more behind it.
    const last = found.at(-1)?.line ?? 0;
    const cut = full && found[0]?.line !== last;
    const whole = cut ? found.filter(({ line }) => line < last) : found;
    const byLine = new Map<number, Refused[]>();
    for (const one of whole) byLine.set(one.line, [...(byLine.get(one.line) ?? []), one]);
    return { rows: byLine, next: full ? (cut ? last - 1 : last) : null };
  });
  for await (const byLine of pages)
    for (const [line, all] of byLine) if (all.some(({ kept }) => !kept)) yield { line, all };
}
