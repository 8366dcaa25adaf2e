import { importRuns } from "@/db/schema";
import { authorize } from "../access/authorize";
import { transaction, type Ctx } from "../ctx";
import { getFiles } from "../files/files";
import { holdBytes } from "../files/hold";
import { letGo } from "../files/receive";
import type { Received } from "../files/store";
import { enqueue } from "../queue/enqueue";
import { kinds } from "./kinds";
import type { ImportKindName } from "./schema";
import { fileNameOf, isWorkbook } from "./sheet-file";

/**
 * P19: a file of this kind is there to be imported: the worker looks at what it would change, and nothing of it is
 * done yet. The received file is gone afterwards.
 * Refuses with `required_file`, `file_too_large`, `import_no_table`, and as `mediaTypeOf` for an old or locked workbook.
 * @param input `name`: as the browser sent it
 * @returns the import's id
 */
export async function receiveImport(
  ctx: Ctx,
  { kind, name, file }: { kind: ImportKindName; name: string; file: Received },
): Promise<string> {
  try {
    authorize(ctx, kinds[kind].act);
    const workbook = await isWorkbook(file, name);
    const files = await getFiles(ctx);
    await files.put(file);
    return await transaction(ctx, async (tx) => {
      await holdBytes(tx, files, file.sha256);
      const { userId: madeBy } = tx.actor;
      const fileName = fileNameOf(name);
      const { sha256, size } = file;
      const [made] = await tx.db
        .insert(importRuns)
        .values({ kind, fileName, sha256, size, workbook, madeAt: tx.now, madeBy, movedAt: tx.now })
        .returning({ id: importRuns.id });
      if (!made) throw new Error("the import was not written");
      await enqueue(tx, "run-import", { id: made.id });
      return made.id;
    });
  } finally {
    await letGo(file);
  }
}
