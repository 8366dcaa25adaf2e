import type { Readable } from "node:stream";
import { z } from "zod";
import { zipOf, type ZipEntry } from "../../csv/zip";
import type { HeldData } from "./queries";

/** A document that is held of a person: what it is called, and the hash of its bytes. */
export type HeldDocument = { name: string; sha256: string };

/** What is handed out of a person: everything that is held as JSON, and the documents that bear their name. */
export type PersonFile = { text: string; documents: HeldDocument[]; rows: number };

const document = z.object({ name: z.string(), sha256: z.string().regex(/^\\x[0-9a-f]{64}$/) });

/** Makes that of the rows (O24). */
export function personFile(address: string, at: Date, rows: readonly HeldData[]): PersonFile {
  const held: Record<string, Record<string, unknown>[]> = {};
  const documents: HeldDocument[] = [];
  for (const { thing, row } of rows) {
    (held[thing] ??= []).push(row);
    const found = thing.startsWith("claim_documents") ? document.safeParse(row).data : undefined;
    if (found) documents.push({ name: found.name, sha256: found.sha256.slice(2) });
  }
  const text = `${JSON.stringify({ address, at: at.toISOString(), held }, null, 2)}\n`;
  return { text, documents, rows: rows.length };
}

/** What the file is called: by its request, never by the person. */
export const personFileName = (request: string) => `person-${request.slice(0, 8)}.zip`;

/**
 * All of it as one ZIP, packed as it is read: `person.json`, and below `documents/` each document; what the store has no
 * more is told in `missing.txt`.
 */
export function personZip(
  { text, documents }: PersonFile,
  store: { read: (sha256: string) => Promise<Readable | null> },
): AsyncGenerator<Uint8Array> {
  async function* entries(): AsyncGenerator<ZipEntry> {
    yield { name: "person.json", pieces: piecesOf(text) };
    const missing: string[] = [];
    for (const [at, { name, sha256 }] of documents.entries()) {
      const bytes = await store.read(sha256);
      // No name that people typed leads out of the archive, and no two are one.
      const inside = `documents/${at + 1}-${name.replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]/gu, "_")}`;
      if (bytes) yield { name: inside, pieces: bytes as AsyncIterable<Uint8Array> };
      else missing.push(inside);
    }
    if (missing.length > 0)
      yield { name: "missing.txt", pieces: piecesOf(`${missing.join("\n")}\n`) };
  }
  return zipOf(entries());
}

async function* piecesOf(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text);
}
