import { authorize } from "../access/authorize";
import { inert } from "../csv/cells";
import { csvLine, type CsvForm } from "../csv/write";
import { reading, type Ctx, type Locale, type Operator } from "../ctx";
import { Refusal } from "../errors";
import { filePages } from "../lists/file";
import { translator } from "@/messages";
import { kinds } from "./kinds";
import { getRun, listRemovals, type Removed } from "./queries";

const PORTION = 500;
type Given = { id: string; locale: Locale; form: CsvForm; words: (code: string) => string };

/**
 * P23: what a file that is the whole list leaves out, what becomes of it, and what became of it. Throws `forbidden` at once, and
 * breaks off as `filePages` does.
 * @param words why something stayed, as the reader reads it
 */
export function goneRows(ctx: Ctx, given: Given): AsyncGenerator<string, void, undefined> {
  authorize(ctx, "programme.read");
  return lines(ctx, given);
}

async function* lines(
  ctx: Ctx<Operator>,
  { id, locale, form, words }: Given,
): AsyncGenerator<string, void, undefined> {
  const run = await reading(ctx, (tx) => getRun(tx, id));
  authorize(ctx, kinds[run.kind].act);
  if (run.gonePass === null) throw new Refusal("not_found");
  const t = translator(locale, "imports");
  yield `\u{FEFF}${csvLine([t("gone.name"), t("gone.becomes"), t("gone.outcome"), t("reason")], form)}`;
  const outcome = ({ doneAt, code }: Removed) =>
    t(`gone.${doneAt === null ? "waits" : code === null ? "removed" : "stayed"}`);
  const pages = filePages(ctx, async (tx, after: number | null) => {
    const rows = await listRemovals(tx, run, { after: after ?? 0, most: PORTION });
    return { rows, next: rows.length < PORTION ? null : (rows.at(-1)?.place ?? null) };
  });
  for await (const rows of pages)
    yield rows
      .map((row) =>
        csvLine(
          [
            inert(row.name),
            t(`gone.kinds.${row.becomes}`),
            outcome(row),
            row.code === null ? "" : words(row.code),
          ],
          form,
        ),
      )
      .join("");
}
