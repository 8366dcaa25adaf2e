import type { Readable } from "node:stream";

/** What stands in a store: the SHA-256 of the bytes in hexadecimal, and when they were last put there. */
export type Stored = { sha256: string; storedAt: Date };

/** Bytes that were received whole and wait on this machine's disk. */
export type Received = { path: string; size: number; sha256: string };

/**
 * Where the bytes of files are kept, each once, under their hash. A file is there wholly or not at
 * all, whatever breaks off in between.
 */
export type FileStore = {
  /** Puts received bytes under their hash; the same bytes again count as put now. */
  put(file: Received): Promise<void>;
  /** The bytes; null when there are none under this hash. The caller reads or destroys the stream. */
  read(sha256: string): Promise<Readable | null>;
  find(sha256: string): Promise<Stored | null>;
  /** Takes the bytes away; it is no fault when there are none. */
  remove(sha256: string): Promise<void>;
  /** Everything that is kept, in no order. */
  list(): AsyncIterable<Stored>;
};

/** The name of a file in its store: from its hash alone, whatever people call it. */
export function keyOf(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error("not a SHA-256 in hexadecimal");
  return `${sha256.slice(0, 2)}/${sha256}`;
}

/** The hash in a key; null for anything else that lies in a store. */
export function hashIn(key: string): string | null {
  return /^([0-9a-f]{2})\/(\1[0-9a-f]{62})$/.exec(key)?.[2] ?? null;
}
