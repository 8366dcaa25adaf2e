import { timingSafeEqual } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { keyFor } from "./key";
import { signed } from "./sealed";

const hash = z.hash("sha256");
/** Of a file beside it, nowhere else. */
const name = z.string().regex(/^[\w-]+(\.[\w-]+)+$/);
const kept = z.object({ bytes: z.number(), sha256: hash });

/** What a backup is made of; it is written last, so that one that was broken off has none. */
const manifest = z.strictObject({
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
});

export type Manifest = z.output<typeof manifest>;
/** As it stands in the file: of an encrypted backup with a seal over all the rest, which nobody makes without its key. */
const written = manifest.extend({ seal: hash.optional() });

export const MANIFEST = "backup.json";

/**
 * Reads what a backup's folder holds, with the key that reads the rest. Throws a sentence when it is none, no whole one,
 * or, of an encrypted one, not as BACKUP_KEY's holder wrote it: rows, hashes and names are believed after that alone.
 */
export async function readManifest(
  folder: string,
): Promise<{ made: Manifest; key: string | undefined }> {
  const text = await readFile(path.join(folder, MANIFEST), "utf8").catch(() => null);
  if (text === null)
    throw new Error(`${folder} is no whole backup: there is no ${MANIFEST} in it.`);
  const read = written.safeParse(parsed(text));
  if (!read.success) throw new Error(`${path.join(folder, MANIFEST)} cannot be read.`);
  const { seal, ...made } = read.data;
  const key = keyFor(made);
  if (key !== undefined && !isSealed(made, seal, key))
    throw new Error(
      `${path.join(folder, MANIFEST)} was changed, or BACKUP_KEY is another one: nothing was restored.`,
    );
  return { made, key };
}

/** What the holder of the key, and nobody else, makes of a manifest. */
function sealOf(made: Manifest, key: string): Buffer {
  return signed(JSON.stringify(manifest.parse(made)), key);
}

function isSealed(made: Manifest, seal: string | undefined, key: string): boolean {
  return seal !== undefined && timingSafeEqual(sealOf(made, key), Buffer.from(seal, "hex"));
}

/** Writes it, whole or not at all; sealed where there is a key. */
export async function writeManifest(
  folder: string,
  what: Manifest,
  key: string | undefined,
): Promise<void> {
  const file = path.join(folder, MANIFEST);
  const sealed = key === undefined ? what : { ...what, seal: sealOf(what, key).toString("hex") };
  await writeFile(`${file}.part`, `${JSON.stringify(sealed, null, 2)}\n`, {
    mode: 0o600,
    flush: true,
  });
  await rename(`${file}.part`, file);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
