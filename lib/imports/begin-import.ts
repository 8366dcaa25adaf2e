import { and, eq } from "drizzle-orm";
import { importRuns } from "@/db/schema";
import { authorize } from "../access/authorize";
import { requireFresh } from "../access/fresh";
import { record } from "../audit/record";
import type { z } from "zod";
import { transaction, type Ctx, type Tx } from "../ctx";
import { Refusal } from "../errors";
import { enqueue } from "../queue/enqueue";
import { kinds } from "./kinds";
import { lacking } from "./match";
import type { ImportKind } from "./kind";
import { getRun, type ImportRun } from "./queries";
import type { beginImportInput } from "./schema";

type BeginInput = z.output<typeof beginImportInput>;

/** How long an import may stand still before somebody may push it. */
export const STILL_MS = 120_000;

/**
 * P22: an import that was looked at begins; one that was stopped goes on where it stood, in the name of whoever says
 * so. One that stands still is pushed. With `remove`, what a file that is the whole list leaves out is removed
 * afterwards: somebody says so again, by how many that are (P23).
 * Refuses with `not_found`, `import_looked_anew` where somebody had the file read otherwise since the look that was on the page (P4), `sign_in_again` where the kind asks for it, `import_columns_missing`, `import_gone_count` for another number,
 * `import_gone_reason`, and `import_moved` where it is not to be begun any more.
 */
export async function beginImport(
  ctx: Ctx,
  { id, ...said }: Pick<BeginInput, "id"> & Partial<BeginInput>,
): Promise<void> {
  authorize(ctx, "programme.read");
  await transaction(ctx, async (tx) => {
    const run = await getRun(tx, id);
    const kind = kinds[run.kind];
    authorize(tx, kind.act);
    if (kind.fresh) requireFresh(tx);
    if (lacking(kind, run.match ?? {}).length > 0) throw new Refusal("import_columns_missing");
    const still = tx.now.getTime() - run.movedAt.getTime() > STILL_MS;
    if ((run.state === "running" || run.state === "received") && still) {
      await enqueue(tx, "run-import", { id });
      return;
    }
    const first = run.state === "previewed";
    if (first && said.pass !== undefined && said.pass !== run.pass)
      throw new Refusal("import_looked_anew");
    const removes = first && said.remove !== undefined && removal(tx, { run, kind }, said);
    if (!first && run.state !== "stopped") throw new Refusal("import_moved");
    const nothing = { line: 0, bytes: 0, made: 0, changed: 0, unchanged: 0, refused: 0 };
    const { userId: beganBy } = tx.actor;
    const [moved] = await tx.db
      .update(importRuns)
      .set({
        ...{ state: "running", beganAt: run.beganAt ?? tx.now, beganBy, movedAt: tx.now },
        ...{ failure: null, stopAsked: false },
        ...(first && { ...nothing, pass: run.pass + 1 }),
        ...(removes && { removeAsked: true, removeReason: removes.reason }),
      })
      .where(
        and(eq(importRuns.id, id), eq(importRuns.pass, run.pass), eq(importRuns.state, run.state)),
      )
      .returning({ id: importRuns.id });
    if (!moved) throw new Refusal("import_moved");
    await enqueue(tx, "run-import", { id });
    if (!first) return;
    const { kind: name, fileName: file, sha256, gone } = run;
    const data = { kind: name, file, sha256, gone: removes ? (gone ?? 0) : 0 };
    await record(tx, { event: "import.begun", subjectId: id, data });
  });
}

/** P23: that as many are to be removed as were shown, and why. */
function removal(
  tx: Tx,
  { run, kind }: { run: ImportRun; kind: ImportKind },
  { remove, reason = "" }: Partial<BeginInput>,
): { reason: string | null } {
  if (!kind.gone || !run.gone) throw new Refusal("import_moved");
  authorize(tx, kind.gone.act);
  const typed = remove?.replace(/[\s.,\u202f]/g, "");
  if (typed !== String(run.gone))
    throw new Refusal("import_gone_count", { field: "remove", params: { count: run.gone } });
  if (kind.gone.reason && reason === "")
    throw new Refusal("import_gone_reason", { field: "reason" });
  return { reason: reason || null };
}
