import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createInflateRaw } from "node:zlib";
import type { Entry, ZipFile } from "yauzl";
import { Refusal } from "../errors";

/** A real document has fewer parts, and grows to less, than this; documents within it count too. */
const MOST_ENTRIES = 5_000;
const MOST_INFLATED = 100 * 1024 * 1024;

/** What is left of the room that one file, with all that is packed into it, may take. */
export type Room = { entries: number; bytes: number };

export function newRoom(): Room {
  return { entries: MOST_ENTRIES, bytes: MOST_INFLATED };
}

/**
 * All entries of a zip file. Parts that lie over each other, or that grow too large together, are a
 * bomb. Two entries of one name, in whatever case, or an entry whose own head says something else
 * than the directory, are read differently by different programs: such a file is damaged.
 * Refuses with `file_bomb`, `file_protected`, `file_damaged`.
 */
export async function entriesOf(zip: ZipFile, fileSize: number, room: Room): Promise<Entry[]> {
  room.entries -= zip.entryCount;
  if (room.entries < 0) throw new Refusal("file_bomb");
  const entries: Entry[] = [];
  const names = new Set<string>();
  let packed = 0;
  for await (const entry of zip.eachEntry()) {
    packed += entry.compressedSize;
    room.bytes -= entry.uncompressedSize;
    if (packed > fileSize || room.bytes < 0) throw new Refusal("file_bomb");
    if (entry.isEncrypted()) throw new Refusal("file_protected");
    entries.push(entry);
    names.add(partName(entry.fileName));
  }
  if (names.size < entries.length) throw new Refusal("file_damaged");
  for (const entry of entries) await checkOwnHead(zip, entry);
  return entries;
}

/** The name of a part as programs compare it: in any case, with or without `%41` for `A`. */
export function partName(fileName: string): string {
  const plain = fileName.replaceAll("\\", "/").replace(/^\/+/, "");
  return plain
    .replaceAll(/%([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .toLowerCase();
}

async function checkOwnHead(zip: ZipFile, entry: Entry): Promise<void> {
  const own = await zip.readLocalFileHeaderPromise(entry);
  if (
    !own.fileName.equals(entry.fileNameRaw) ||
    own.compressionMethod !== entry.compressionMethod ||
    (own.generalPurposeBitFlag & 1) !== (entry.generalPurposeBitFlag & 1)
  ) {
    throw new Refusal("file_damaged");
  }
}

/**
 * Inflates a part, in large pieces and one at a time, as far as it says that it is long, and hands
 * each to `take`. Refuses with `file_damaged` when it is longer or shorter.
 */
export async function inflate(
  zip: ZipFile,
  entry: Entry,
  take: (piece: Buffer) => void | Promise<void>,
): Promise<void> {
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    throw new Refusal("file_damaged");
  }
  const packed = await zip.openReadStreamPromise(entry, { decodeFileData: false });
  const plain = entry.compressionMethod === 0;
  const opened = plain ? new PassThrough() : createInflateRaw({ chunkSize: 256 * 1024 });
  let size = 0;
  await pipeline(packed, opened, async (pieces: AsyncIterable<Buffer>) => {
    for await (const piece of pieces) {
      size += piece.length;
      if (size > entry.uncompressedSize) throw new Refusal("file_damaged");
      await take(piece);
    }
  });
  if (size !== entry.uncompressedSize) throw new Refusal("file_damaged");
}
