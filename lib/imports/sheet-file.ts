import { open } from "node:fs/promises";
import { Refusal } from "../errors";
import { mediaTypeOf } from "../files/content";
import type { Received } from "../files/store";
import { WORKBOOK_BYTES } from "./schema";

/** What a file is called, as the browser sent it: no path, and nothing that hides what it is. */
export const fileNameOf = (name: string): string =>
  name
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, "")
    .slice(0, 200) || "CSV";

/**
 * Whether a file is a workbook, by its first bytes; what is neither that nor text is told at once.
 * Refuses with `required_file`, `file_too_large`, `import_no_table`, and as `mediaTypeOf` for an old or locked workbook.
 */
export async function isWorkbook(file: Received, name: string): Promise<boolean> {
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
