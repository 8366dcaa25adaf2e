import { addAbortSignal, PassThrough, Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { ZipFile } from "yazl";

/** One file of an archive: its name, what is in it, and when that was made, where the archive tells it. */
export type ZipEntry = { name: string; pieces: AsyncIterable<string | Uint8Array>; at?: Date };

/** The format has no "no date": its first. */
const FIRST = new Date(1980, 0, 1);

/**
 * An archive that is packed as it is read, as fast as its reader takes it: nothing of a file is held. A reader who goes away
 * closes what is being read; a file that breaks off breaks off the archive. Throws for a name that would lead out of it.
 */
export async function* zipOf(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const out = new PassThrough();
  const gone = new AbortController();
  zip.on("error", (error: Error) => out.destroy(error));
  zip.outputStream.pipe(out);
  const fed = feed(zip, entries, gone.signal);
  // Whoever reads hears of it here.
  fed.catch((error: unknown) =>
    out.destroy(error instanceof Error ? error : new Error("an archive broke off")),
  );
  try {
    for await (const piece of out) if (Buffer.isBuffer(piece)) yield piece;
  } finally {
    gone.abort();
  }
}

async function feed(zip: ZipFile, entries: AsyncIterable<ZipEntry>, signal: AbortSignal) {
  for await (const { name, pieces, at } of entries) {
    // A stream as it is: one around it that nobody began to read would leave it open.
    const bytes = addAbortSignal(
      signal,
      pieces instanceof Readable ? pieces : Readable.from(pieces, { highWaterMark: 1 }),
    );
    zip.addReadStream(bytes, name, {
      ...{ mtime: at ?? FIRST, forceDosTimestamp: at === undefined },
      // Quick: most documents are packed already.
      compressionLevel: 1,
    });
    await finished(bytes);
  }
  zip.end();
}
