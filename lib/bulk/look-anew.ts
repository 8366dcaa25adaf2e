import type { z } from "zod";
import { authorize } from "../access/authorize";
import { transaction, type Ctx } from "../ctx";
import { Refusal } from "../errors";
import { bulkKindOf } from "./kinds";
import { putRun } from "./make-run";
import { getRun } from "./queries";
import type { anewInput, fromRunInput } from "./schema";

/**
 * B3: the same rows once more, with other options, as they stand now: another run. Refuses with `not_found`.
 * @returns its id
 */
export async function lookAnew(ctx: Ctx, { id, ...options }: z.output<typeof anewInput>) {
  authorize(ctx, "bulk.read");
  return transaction(ctx, async (tx) => {
    const { kind, choice, fileName, sha256, size, workbook } = await getRun(tx, id);
    authorize(tx, bulkKindOf[kind].act);
    const file = fileName !== null && sha256 !== null ? { file: { fileName, sha256, size, workbook } } : {}; // prettier-ignore
    return putRun(tx, { kind, choice, options, ...file });
  });
}

/**
 * B5: what failed in a run is tried again, or what was done there is gone on with, as when claimed customers are asked:
 * another run. Refuses with `not_found`.
 * @returns its id
 */
export async function lookFromRun(ctx: Ctx, { id, kind, which }: z.output<typeof fromRunInput>) {
  authorize(ctx, bulkKindOf[kind].act);
  return transaction(ctx, async (tx) => {
    const run = await getRun(tx, id);
    const next = which === "failed" ? run.kind : kind;
    authorize(tx, bulkKindOf[next].act);
    if (next !== run.kind && bulkKindOf[next].of !== "round") throw new Refusal("not_found");
    return putRun(tx, { kind: next, choice: { by: "run", id, which }, options: run.options });
  });
}
