import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { importMatches, importRuns } from "@/db/schema";
import { authorize } from "../access/authorize";
import { transaction, type Ctx, type Operator, type Tx } from "../ctx";
import { Refusal } from "../errors";
import { enqueue } from "../queue/enqueue";
import type { ImportKind } from "./kind";
import { kindIn } from "./kinds";
import { headerKey, plainName, type Match } from "./match";
import { getRun, type ImportRun } from "./queries";
import { importOptions, type correctImportInput } from "./schema";

/**
 * P20: somebody says how a file is written, and which of its columns is which; what they say of columns is
 * remembered for files of the kind with the same header. The file is looked at anew.
 * Refuses with `not_found`, with `import_looked_anew` where somebody else said something since the look that was on the page (P4), with `import_moved` where it is taken in already.
 */
export async function correctImport(
  ctx: Ctx,
  { id, pass, ...said }: z.output<typeof correctImportInput>,
): Promise<void> {
  authorize(ctx, "programme.read");
  await transaction(ctx, async (tx) => {
    const run = await getRun(tx, id);
    const kind = await kindIn(tx, run.kind);
    authorize(tx, kind.act);
    if (pass !== run.pass) throw new Refusal(run.beganAt ? "import_moved" : "import_looked_anew");
    const options = importOptions.parse(said);
    const readsAnew =
      JSON.stringify(options) !== JSON.stringify(run.options) &&
      (options.encoding !== run.options.encoding || options.separator !== run.options.separator);
    const columns = run.recognised?.columns ?? [];
    const match = readsAnew ? null : matchSaid(kind, columns, said);
    if (match) await remember(tx, run, { kind, columns, match });
    await tx.db
      .update(importRuns)
      .set({
        state: "received",
        pass: run.pass + 1,
        options,
        match,
        movedAt: tx.now,
        failure: null,
        line: 0,
      })
      .where(
        and(
          eq(importRuns.id, id),
          eq(importRuns.pass, run.pass),
          inArray(importRuns.state, ["received", "previewed", "failed"]),
        ),
      )
      .returning({ id: importRuns.id })
      .then(([moved]) => {
        if (!moved || run.beganAt) throw new Refusal("import_moved");
      });
    await enqueue(tx, "run-import", { id });
  });
}

/** Which column of the file is which, as the form says it: `column-name` is the place of the name, or "". */
function matchSaid(
  kind: ImportKind,
  columns: readonly string[],
  said: Record<string, unknown>,
): Match | null {
  const match: Match = {};
  let any = false;
  for (const { key } of kind.columns) {
    const place = said[`column-${key}`];
    if (place === undefined) continue;
    any = true;
    const at = Number(place);
    if (place !== "" && Number.isInteger(at) && at >= 0 && at < columns.length) match[key] = at;
  }
  const places = Object.values(match);
  if (new Set(places).size < places.length) throw new Refusal("import_column_twice");
  return any ? match : null;
}

async function remember(
  tx: Tx<Operator>,
  { kind: name, match: before }: ImportRun,
  { columns, match }: { kind: ImportKind; columns: readonly string[]; match: Match },
): Promise<void> {
  const keyAt = (of: Match, at: number) => Object.keys(of).find((key) => of[key] === at) ?? "";
  const header = headerKey(columns);
  for (const [at, text] of columns.entries()) {
    const column = keyAt(match, at);
    const plain = plainName(text).slice(0, 200);
    if (plain === "" || column === keyAt(before ?? {}, at)) continue;
    await tx.db
      .insert(importMatches)
      .values({ kind: name, header, name: plain, column })
      .onConflictDoUpdate({
        target: [importMatches.kind, importMatches.header, importMatches.name],
        set: { column },
      });
  }
}
