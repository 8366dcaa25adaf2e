/**
 * A program of its own, started by `check.ts` for one file: what a file does to it, by its size or on
 * purpose, ends it and nothing else. Takes paths; writes a verdict as one line of JSON for each.
 */
import { readFile } from "node:fs/promises";
import { faultIn } from "./faults.ts";
import { readObjects } from "./objects.ts";
import { openAsReader } from "./reader.ts";
import type { RefusalCode } from "../../errors.ts";

for (const file of process.argv.slice(2)) {
  const bytes = new Uint8Array(await readFile(file));
  process.stdout.write(`${JSON.stringify(await verdictOn(bytes))}\n`);
}
process.exit(0);

async function verdictOn(bytes: Uint8Array): Promise<{ code: RefusalCode | null; name?: string }> {
  const opened = await openAsReader(bytes);
  if (opened !== null) return { code: opened };
  const objects = await readObjects(bytes).catch(() => null);
  if (objects === null) return { code: "file_damaged" };
  return faultIn(objects) ?? { code: null };
}
