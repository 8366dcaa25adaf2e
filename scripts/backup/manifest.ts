import { readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

const hash = z.hash("sha256");
/** Of a file beside it, nowhere else. */
const name = z.string().regex(/^[\w-]+(\.[\w-]+)+$/);
const kept = z.object({ bytes: z.number(), sha256: hash });

/** What a backup is made of; it is written last, so that one that was broken off has none. */
const manifest = z.object({
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  /** Which installation it is of, and the newest migration that its schema has. */
  installation: z.object({ id: z.guid(), kind: z.string() }),
  schema: z.string(),
  encrypted: z.boolean(),
  dump: kept.extend({ name }),
  /** Rows of each table, at the instant of the dump. */
  rows: z.record(z.string(), z.number()),
  files: z.object({ copied: z.boolean(), count: z.number(), list: kept.extend({ name }) }),
}); // prettier-ignore

export type Manifest = z.output<typeof manifest>;

export const MANIFEST = "backup.json";

/** Reads what a backup's folder holds; throws a sentence when it is none, or no whole one. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(path.join(folder, MANIFEST), "utf8").catch(() => null);
  if (text === null)
    throw new Error(`${folder} is no whole backup: there is no ${MANIFEST} in it.`);
  const read = manifest.safeParse(parsed(text));
  if (!read.success) throw new Error(`${path.join(folder, MANIFEST)} cannot be read.`);
  return read.data;
}

/** Writes it, whole or not at all. */
export async function writeManifest(folder: string, what: Manifest): Promise<void> {
  const file = path.join(folder, MANIFEST);
  await writeFile(`${file}.part`, `${JSON.stringify(what, null, 2)}\n`, { mode: 0o600, flush: true }); // prettier-ignore
  await rename(`${file}.part`, file);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
