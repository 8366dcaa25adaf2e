import { createHash, randomUUID } from "node:crypto";
import { lstat, mkdir, open, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { getConfig } from "../config";
import { Refusal } from "../errors";
import { metrics } from "../metrics/metrics";
import type { Received } from "./store";

/** Only what ends so is ours to clear away, whatever else lies in the folder. */
const ENDING = ".upload";

/**
 * Receives bytes onto this machine's disk, whole and safe from a power cut, in bounded memory. What
 * breaks off on the way leaves nothing; a process that dies leaves a file for `sweepReceived`.
 * The caller puts the file into the store or lets it go (`letGo`).
 * @param most the largest size in bytes; more is read to its end, kept nowhere and refused with
 * `file_too_large`
 */
export async function receive(
  source: Readable,
  { most, signal }: { most: number; signal?: AbortSignal },
): Promise<Received> {
  // A source may fail before it is read from; the pipeline then hears of it.
  source.on("error", () => undefined);
  const folder = incoming();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, `${randomUUID()}${ENDING}`);
  const hash = createHash("sha256");
  let size = 0;
  const measured = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      metrics().uploadBytes.inc(chunk.length);
      if (size > most) return done();
      hash.update(chunk);
      done(null, chunk);
    },
  });
  // Opened before the pipeline can fail: a file that opened later would outlive its removal.
  const kept = await open(file, "wx", 0o600);
  try {
    await pipeline(source, measured, kept.createWriteStream({ flush: true }), { signal });
    if (size > most) throw new Refusal("file_too_large", { params: { megabytes: most >> 20 } });
    return { path: file, size, sha256: hash.digest("hex") };
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
}

/** The same for bytes in memory. */
export function receiveBytes(bytes: Uint8Array): Promise<Received> {
  return receive(Readable.from([bytes]), { most: bytes.length });
}

/** Lets go of a received file that is not wanted, or that the store has taken. */
export async function letGo(file: Received): Promise<void> {
  await rm(file.path, { force: true });
}

/** Removes what processes that died had begun to receive, and nobody wrote to since `before`. */
export async function sweepReceived(before: Date): Promise<number> {
  const folder = incoming();
  let swept = 0;
  for (const name of await readdir(folder).catch((): string[] => [])) {
    const file = path.join(folder, name);
    const found = name.endsWith(ENDING) ? await lstat(file).catch(() => null) : null;
    if (!found?.isFile() || found.mtime >= before) continue;
    await rm(file, { force: true });
    swept += 1;
  }
  return swept;
}

/** On the same disk as the store's own folder, so that a file moves there in one step. */
function incoming(): string {
  return path.join(getConfig().FILES_DIR, "incoming");
}
