import { authorize } from "../access/authorize";
import { transaction, type Ctx } from "../ctx";
import { Refusal } from "../errors";
import { getFiles } from "../files/files";
import { holdBytes } from "../files/hold";
import { letGo } from "../files/receive";
import type { Received } from "../files/store";
import { fileNameOf, isWorkbook } from "../imports/sheet-file";
import { bulkKindOf } from "./kinds";
import { putRun } from "./make-run";
import type { BulkKindName, BulkOptions } from "./schema";

type Sent = { kind: BulkKindName; options: BulkOptions; name: string; file: Received };

/**
 * B2: the rows of a file are looked at, as `makeRun`. The received file is gone afterwards.
 * Refuses as `isWorkbook`; with `not_found` for what no file can hold.
 * @returns the run's id
 */
export async function receiveRun(ctx: Ctx, { kind, options, name, file }: Sent): Promise<string> {
  try {
    const { act, columns } = bulkKindOf[kind];
    authorize(ctx, act);
    if (columns.length === 0) throw new Refusal("not_found");
    const workbook = await isWorkbook(file, name);
    const files = await getFiles(ctx);
    await files.put(file);
    return await transaction(ctx, async (tx) => {
      await holdBytes(tx, files, file.sha256);
      const { sha256, size } = file;
      return putRun(tx, {
        ...{ kind, options, choice: { by: "file" } },
        file: { fileName: fileNameOf(name), sha256, size, workbook },
      });
    });
  } finally {
    await letGo(file);
  }
}
