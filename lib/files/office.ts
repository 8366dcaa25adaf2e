import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createInflateRaw } from "node:zlib";
import { openPromise, type Entry, type ZipFile } from "yauzl";
import { Refusal } from "../errors";
import { kinds, type MediaType } from "./kinds";
import type { Received } from "./store";

/** A real document has fewer parts, and grows to less, than this. */
const MOST_ENTRIES = 5_000;
const MOST_INFLATED = 100 * 1024 * 1024;
/** The list of a document's parts. */
const TYPES = "[Content_Types].xml";
const MOST_TYPES = 1024 * 1024;

const mainParts: Partial<Record<MediaType, string>> = {
  [kinds.docx]: "wordprocessingml.document.main+xml",
  [kinds.xlsx]: "spreadsheetml.sheet.main+xml",
  [kinds.pptx]: "presentationml.presentation.main+xml",
};

type Expected = { mediaType: MediaType; extension: string };

/**
 * Looks whether a zip file is the Office document that its name says: its list of parts names the
 * main part, and nothing in it runs. Every part is inflated once, into nothing, so that what it says
 * about its own size is true. Refuses as `mediaTypeOf` says.
 */
export async function checkOffice(file: Received, { mediaType, extension }: Expected) {
  const types = await walk(file).catch((error: unknown) => {
    throw error instanceof Refusal ? error : new Refusal("file_damaged");
  });
  if (/macroEnabled|vbaProject/i.test(types)) throw new Refusal("file_macros");
  const main = mainParts[mediaType];
  if (main === undefined || !types.includes(`openxmlformats-officedocument.${main}`)) {
    throw new Refusal("file_mismatch", { params: { extension } });
  }
}

/** @returns the list of parts */
async function walk(file: Received): Promise<string> {
  const zip = await openPromise(file.path, { autoClose: false, validateEntrySizes: true });
  try {
    if (zip.entryCount > MOST_ENTRIES) throw new Refusal("file_bomb");
    let types = "";
    for (const entry of await entriesOf(zip, file.size)) {
      if (entry.fileName !== TYPES) await inflate(zip, entry);
      else types = await textOf(zip, entry);
    }
    return types;
  } finally {
    zip.close();
  }
}

/** All entries; parts that lie over each other, or that grow too large together, are a bomb. */
async function entriesOf(zip: ZipFile, fileSize: number): Promise<Entry[]> {
  const entries: Entry[] = [];
  let packed = 0;
  let inflated = 0;
  for await (const entry of zip.eachEntry()) {
    packed += entry.compressedSize;
    inflated += entry.uncompressedSize;
    if (packed > fileSize || inflated > MOST_INFLATED) throw new Refusal("file_bomb");
    if (entry.isEncrypted()) throw new Refusal("file_protected");
    if (/vbaProject\.bin$/i.test(entry.fileName)) throw new Refusal("file_macros");
    entries.push(entry);
  }
  return entries;
}

async function textOf(zip: ZipFile, entry: Entry): Promise<string> {
  if (entry.uncompressedSize > MOST_TYPES) throw new Refusal("file_bomb");
  const pieces: Buffer[] = [];
  await inflate(zip, entry, (piece) => pieces.push(piece));
  return Buffer.concat(pieces).toString("utf8");
}

/** Inflates a part, in large pieces and one at a time, as far as it says that it is long. */
async function inflate(zip: ZipFile, entry: Entry, keep?: (piece: Buffer) => void): Promise<void> {
  const packed = await zip.openReadStreamPromise(entry, { decodeFileData: false });
  const plain = entry.compressionMethod === 0;
  const opened = plain ? new PassThrough() : createInflateRaw({ chunkSize: 256 * 1024 });
  let size = 0;
  await pipeline(packed, opened, async (pieces: AsyncIterable<Buffer>) => {
    for await (const piece of pieces) {
      size += piece.length;
      if (size > entry.uncompressedSize) throw new Refusal("file_damaged");
      keep?.(piece);
    }
  });
  if (size !== entry.uncompressedSize) throw new Refusal("file_damaged");
}
