import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Ctx } from "../ctx";
import { Refusal } from "../errors";
import { getFiles } from "../files/files";
import { letGo, receive } from "../files/receive";
import { readWorkbook } from "../files/workbook";

const MOST = 1024 * 1024 * 1024;

/**
 * Writes the rows of a workbook as CSV into the store, one line for each row so that lines are the workbook's own
 * numbers. Refuses as `readWorkbook`.
 * @returns their SHA-256
 */
export async function unpackWorkbook(
  ctx: Ctx,
  { sha256, size }: { sha256: string; size: number },
): Promise<string> {
  const files = await getFiles(ctx);
  const folder = await mkdtemp(path.join(tmpdir(), "workbook-"));
  const file = path.join(folder, "book");
  try {
    const stream = await files.read(sha256);
    if (!stream) throw new Refusal("unavailable");
    await pipeline(stream, createWriteStream(file));
    const out = new PassThrough();
    const received = receive(out, { most: MOST });
    received.catch(() => undefined);
    let line = 1;
    await readWorkbook(file, size, async (rows) => {
      let text = "";
      for (const row of rows) {
        text += "\n".repeat(Math.max(0, row.line - line)) + csvOf(row.cells);
        line = row.line;
      }
      // A disk that is full drains nothing any more.
      if (!out.write(text)) await Promise.race([once(out, "drain"), received]);
    }).catch((error: unknown) => {
      out.destroy(error instanceof Error ? error : undefined);
      throw error;
    });
    out.end("\n");
    const kept = await received;
    await files.put(kept);
    await letGo(kept);
    return kept.sha256;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Cells as they are: those that may not be made inert stay what they are, to be refused. */
function csvOf(cells: readonly string[]): string {
  return cells
    .map((text) => (/[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text))
    .join(",");
}
