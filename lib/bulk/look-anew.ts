import type { z } from "zod";
import { authorize } from "../access/authorize";
import { transaction, type Ctx } from "../ctx";
import { Refusal } from "../errors";
import { getFiles } from "../files/files";
import { holdBytes } from "../files/hold";
import { backOf, bulkKindOf } from "./kinds";
import { putRun } from "./make-run";
import { getRun } from "./queries";
import type { anewInput, fromRunInput } from "./schema";

/**
 * B3: the same rows once more, with other options, as they stand now: another run. Refuses with `not_found`, and with
 * `bulk_file_gone` or `bulk_filter_gone` where its file or filter is kept no more, or somebody who stood in it was erased (O24).
 * @returns its id
 */
export async function lookAnew(ctx: Ctx, { id, ...said }: z.output<typeof anewInput>) {
  authorize(ctx, "bulk.read");
  const files = await getFiles(ctx);
  return transaction(ctx, async (tx) => {
    const {
      kind,
      choice,
      fileName,
      sha256,
      size,
      workbook,
      options: before,
    } = await getRun(tx, id);
    // What takes back does so as it was begun: whom a run gave to is no option.
    const options = bulkKindOf[kind].of === "done" ? before : said;
    authorize(tx, bulkKindOf[kind].act);
    if (choice.by === "filter" && choice.query === null) throw new Refusal("bulk_filter_gone");
    if (choice.by === "file") {
      if (sha256 === null) throw new Refusal("bulk_file_gone");
      await holdBytes(tx, files, sha256);
    }
    const file =
      fileName !== null && sha256 !== null ? { file: { fileName, sha256, size, workbook } } : {};
    return putRun(tx, { kind, choice, options, ...file });
  });
}

/**
 * B5: what failed in a run is tried again, or what was done there is gone on with, as when claimed customers are asked,
 * or taken back (K12): another run. Refuses with `not_found`, and with `choose_end_reason` where rounds would be ended for none.
 * @returns its id
 */
export async function lookFromRun(
  ctx: Ctx,
  { id, kind, which, reason }: z.output<typeof fromRunInput>,
) {
  authorize(ctx, bulkKindOf[kind].act);
  return transaction(ctx, async (tx) => {
    const run = await getRun(tx, id);
    const next = which === "failed" ? run.kind : kind;
    authorize(tx, bulkKindOf[next].act);
    const fits = next === run.kind || bulkKindOf[next].of === "round" || backOf[run.kind] === next;
    if (!fits) throw new Refusal("not_found");
    if (next === "end" && next !== run.kind && reason === "")
      throw new Refusal("choose_end_reason", { field: "reason" });
    const options = next === run.kind ? run.options : { ...run.options, reason };
    return putRun(tx, { kind: next, choice: { by: "run", id, which }, options });
  });
}
