import { and, eq } from "drizzle-orm";
import { importRuns } from "@/db/schema";
import { authorize } from "../access/authorize";
import { requireFresh } from "../access/fresh";
import { record } from "../audit/record";
import { transaction, type Ctx } from "../ctx";
import { Refusal } from "../errors";
import { enqueue } from "../queue/enqueue";
import { kinds } from "./kinds";
import { lacking } from "./match";
import { getRun } from "./queries";

/** How long an import may stand still before somebody may push it. */
export const STILL_MS = 120_000;

/**
 * P22: an import that was looked at begins; one that was stopped goes on where it stood, in the name of whoever says
 * so. One that stands still is pushed.
 * Refuses with `not_found`, `sign_in_again` where the kind asks for it, `import_columns_missing`, and `import_moved` where it is not to be begun any more.
 */
export async function beginImport(ctx: Ctx, { id }: { id: string }): Promise<void> {
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
    if (!first && run.state !== "stopped") throw new Refusal("import_moved");
    const nothing = { line: 0, bytes: 0, made: 0, changed: 0, unchanged: 0, refused: 0 };
    const { userId: beganBy } = tx.actor;
    const [moved] = await tx.db
      .update(importRuns)
      .set({
        ...{ state: "running", beganAt: run.beganAt ?? tx.now, beganBy, movedAt: tx.now },
        ...{ failure: null, stopAsked: false },
        ...(first && { ...nothing, pass: run.pass + 1 }),
      })
      .where(
        and(eq(importRuns.id, id), eq(importRuns.pass, run.pass), eq(importRuns.state, run.state)),
      ) // prettier-ignore
      .returning({ id: importRuns.id });
    if (!moved) throw new Refusal("import_moved");
    await enqueue(tx, "run-import", { id });
    if (!first) return;
    const data = { kind: run.kind, file: run.fileName, sha256: run.sha256 };
    await record(tx, { event: "import.begun", subjectId: id, data });
  });
}
