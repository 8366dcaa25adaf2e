import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { sealed, unsealed } from "./sealed";

export type Kept = { bytes: number; sha256: string };

/** Lets a stream pass, and knows at its end how long it was and its hash. */
export function measured(source: AsyncIterable<Buffer>) {
  const hash = createHash("sha256");
  let bytes = 0;
  async function* pass(): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  return { stream: pass(), kept: (): Kept => ({ bytes, sha256: hash.digest("hex") }) };
}

/** Writes a stream into a file, whole or not at all; encrypted where there is a key. Gives what stands in the file. */
export async function keep(
  file: string,
  source: AsyncIterable<Buffer>,
  key: string | undefined,
): Promise<Kept> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  // Of its own: two backups at once write the same files.
  const part = `${file}.${randomUUID()}.part`;
  const { stream, kept } = measured(key === undefined ? source : sealed(source, key));
  try {
    await pipeline(stream, createWriteStream(part, { flags: "wx", mode: 0o600, flush: true }));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  return kept();
}

/** Reads what `keep` wrote. */
export function readKept(file: string, key: string | undefined): AsyncIterable<Buffer> {
  const source = createReadStream(file) as AsyncIterable<Buffer>;
  return key === undefined ? source : unsealed(source, key);
}

/** The hash of what a stream holds. */
export async function hashOf(source: AsyncIterable<Buffer>): Promise<Kept> {
  const { stream, kept } = measured(source);
  const pieces = stream[Symbol.asyncIterator]();
  while (!(await pieces.next()).done);
  return kept();
}
