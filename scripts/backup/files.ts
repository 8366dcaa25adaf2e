import { createReadStream, existsSync } from "node:fs";
import { glob, rm, stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { letGo, receive } from "@/lib/files/receive";
import type { FileStore } from "@/lib/files/store";
import { hashOf, keep, measured, readKept } from "./kept-file";
import type { Manifest } from "./manifest";

type Reader = {
  list: () => AsyncIterable<{ sha256: string }>;
  read: (sha256: string) => Promise<Readable | null>;
};

/** The name of what is kept, which says whether it is encrypted. */
export function fileIn(name: string, key: string | undefined): string {
  return key === undefined ? name : `${name}.sealed`;
}

/** Where a file stands, once for all backups in the target. */
function placeOf(target: string, sha256: string, key: string | undefined): string {
  return path.join(target, "files", sha256.slice(0, 2), fileIn(sha256, key));
}

/** So long nothing was written into what a killed backup left; one that goes on writes all the time. */
const LEFT_FOR = 3_600_000;

/** Removes what backups that were killed left half written in the target; gives how much. */
export async function sweepParts(target: string, now: Date): Promise<number> {
  let swept = 0;
  for await (const name of glob("{*,files/*}/*.part", { cwd: target })) {
    const file = path.join(target, name);
    const touched = await stat(file).catch(() => null);
    if (!touched || touched.mtimeMs > now.getTime() - LEFT_FOR) continue;
    await rm(file, { force: true });
    swept += 1;
  }
  return swept;
}

/** Copies the store's files that do not stand in the target yet, each checked against its hash; writes their list. Gives it too. */
export async function backUpFiles(
  target: string,
  folder: string,
  { store, copies, key }: { store: Reader; copies: boolean; key: string | undefined },
): Promise<Manifest["files"] & { fresh: number; all: readonly string[] }> {
  const [all, fresh] = [[] as string[], [] as string[]];
  for await (const { sha256 } of store.list()) {
    const file = placeOf(target, sha256, key);
    if (copies && !existsSync(file)) {
      const bytes = await store.read(sha256);
      // Set aside meanwhile and forgotten: nothing needs it.
      if (!bytes) continue;
      await keep(file, checked(bytes, sha256), key);
      fresh.push(sha256);
    }
    all.push(sha256);
  }
  const name = fileIn("files.txt", key);
  const list = await keep(path.join(folder, name), lines(all.sort()), key);
  return { copied: copies, count: all.length, fresh: fresh.length, all, list: { name, ...list } };
}

async function* checked(source: AsyncIterable<Buffer>, sha256: string): AsyncGenerator<Buffer> {
  const { stream, kept } = measured(source);
  yield* stream;
  if (kept().sha256 !== sha256)
    throw new Error(`the store's file ${sha256} is not what its name says.`);
}

async function* lines(all: readonly string[]): AsyncGenerator<Buffer> {
  await Promise.resolve();
  for (const one of all) yield Buffer.from(`${one}\n`);
}

/** The files of a backup, by their hashes. Throws a sentence where the list is not the one that was written. */
export async function listFiles(
  folder: string,
  { files }: Pick<Manifest, "files">,
  key: string | undefined,
): Promise<string[]> {
  const file = path.join(folder, files.list.name);
  const found = await hashOf(createReadStream(file) as AsyncIterable<Buffer>).catch(() => null);
  if (found?.sha256 !== files.list.sha256)
    throw new Error(`${file} is missing, cut off or changed: no file was put into the store.`);
  const pieces: Buffer[] = [];
  for await (const piece of readKept(file, key)) pieces.push(piece);
  return Buffer.concat(pieces)
    .toString()
    .split("\n")
    .filter((one) => /^[0-9a-f]{64}$/.test(one));
}

/** Puts files into the store that are not in it; gives how many. */
export async function restoreFiles(
  target: string,
  hashes: readonly string[],
  { store, key }: { store: FileStore; key: string | undefined },
): Promise<number> {
  let put = 0;
  for (const sha256 of hashes) {
    if (await store.find(sha256)) continue;
    const file = placeOf(target, sha256, key);
    if (!existsSync(file)) continue;
    const source = Readable.from(readKept(file, key), { objectMode: false });
    const received = await receive(source, { most: Infinity });
    try {
      if (received.sha256 !== sha256) throw new Error(`${file} is not what its name says.`);
      await store.put(received);
      put += 1;
    } finally {
      await letGo(received);
    }
  }
  return put;
}

/** The files that the store has not, or whose bytes are others. */
export async function missingFiles(
  hashes: readonly string[],
  store: FileStore,
): Promise<{ sha256: string; is: "missing" | "changed" }[]> {
  const found: { sha256: string; is: "missing" | "changed" }[] = [];
  for (const sha256 of hashes) {
    const bytes = await store.read(sha256);
    if (!bytes) found.push({ sha256, is: "missing" });
    else if ((await hashOf(bytes as AsyncIterable<Buffer>)).sha256 !== sha256)
      found.push({ sha256, is: "changed" });
  }
  return found;
}
