/**
 * A program of its own, started by `check.ts` for one file: what a file does to it, by its size or on
 * purpose, ends it and nothing else. Takes the file's path; writes the verdict as one line of JSON.
 */
import { readFile } from "node:fs/promises";
import { faultIn } from "./faults.ts";
import { readObjects } from "./objects.ts";
import { openAsReader } from "./reader.ts";
import type { RefusalCode } from "../../errors.ts";

const bytes = new Uint8Array(await readFile(process.argv[2] ?? ""));
process.stdout.write(`${JSON.stringify(await verdict())}\n`);
process.exit(0);

async function verdict(): Promise<{ code: RefusalCode | null; name?: string }> {
  const opened = await openAsReader(bytes);
  if (opened !== null) return { code: opened };
  const objects = await readObjects(bytes).catch(() => null);
  if (objects === null) return { code: "file_damaged" };
  return faultIn(objects) ?? { code: null };
}
