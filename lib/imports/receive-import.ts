import { open } from "node:fs/promises";
import { importRuns } from "@/db/schema";
import { authorize } from "../access/authorize";
import { transaction, type Ctx } from "../ctx";
import { Refusal } from "../errors";
import { mediaTypeOf } from "../files/content";
import { getFiles } from "../files/files";
import { holdBytes } from "../files/hold";
import { letGo } from "../files/receive";
import type { Received } from "../files/store";
import { enqueue } from "../queue/enqueue";
import { kinds } from "./kinds";
import { WORKBOOK_BYTES, type ImportKindName } from "./schema";

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
      const fileName = name.split(/[/\\]/).at(-1)?.replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, "").slice(0, 200) || "CSV"; // prettier-ignore
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

/** By its first bytes; what is neither a workbook nor text is told at once. */
async function isWorkbook(file: Received, name: string): Promise<boolean> {
  if (file.size === 0) throw new Refusal("required_file");
  const handle = await open(file.path);
  const head = Buffer.alloc(8);
  try {
    await handle.read(head, 0, 8, 0);
  } finally {
    await handle.close();
  }
  const start = head.toString("latin1");
  // Old workbooks and those behind a password have one container: which it is, is told.
  if (start.startsWith("\u00d0\u00cf\u0011\u00e0")) await mediaTypeOf(file, "book.xlsx");
  if (/^(%PDF|\u0089PNG|\u00ff\u00d8\u00ff|GIF8|\{\\rtf|Rar!|7z\u00bc|\u001f\u008b)/.test(start))
    throw new Refusal("import_no_table", { params: { name } });
  if (!start.startsWith("PK\u0003\u0004")) return false;
  if (file.size > WORKBOOK_BYTES)
    throw new Refusal("file_too_large", { params: { megabytes: WORKBOOK_BYTES >> 20 } });
  return true;
}
