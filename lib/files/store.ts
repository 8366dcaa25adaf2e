import type { Readable } from "node:stream";
import { z } from "zod";

/** What stands in a store: the SHA-256 of the bytes in hexadecimal, and when they were last put there. */
export type Stored = { sha256: string; storedAt: Date };

/** Bytes that were received whole and wait on this machine's disk. */
export type Received = { path: string; size: number; sha256: string };

/**
 * Where one installation keeps the bytes of files, each once, under their hash. A file is there wholly
 * or not at all, whatever breaks off in between. What another installation keeps in the same folder or
 * bucket does not exist here.
 */
export type FileStore = {
  /** Puts received bytes under their hash; the same bytes again count as put now. */
  put(file: Received): Promise<void>;
  /** The bytes, also set aside ones; null when there are none. The caller reads or destroys the stream. */
  read(sha256: string): Promise<Readable | null>;
  find(sha256: string): Promise<Stored | null>;
  /** Everything that is kept and whose hash begins so, in no order. */
  list(beginning?: string): AsyncIterable<Stored>;
  /** Takes bytes out of the store, to be kept aside for a while; no fault when there are none. */
  setAside(sha256: string): Promise<void>;
  /** Puts bytes that were set aside back into their place. */
  putBack(sha256: string): Promise<void>;
  /** What is kept aside, and since when. */
  listAside(): AsyncIterable<Stored>;
  /** Forgets bytes that were set aside; no fault when there are none. */
  forget(sha256: string): Promise<void>;
  /** Whose store this is, as it says itself; null when it does not say. */
  readMark(): Promise<string | null>;
  /** Makes it say that it is this installation's. */
  writeMark(): Promise<void>;
};

/** What a store says about itself, and where it keeps what was set aside. */
export const MARK = "installation.json";
export const ASIDE = "set-aside";

const mark = z.object({ installation: z.string() });

export const markOf = (installation: string) => `${JSON.stringify({ installation })}\n`;

/** The installation in a mark; an empty text in what is none. */
export function installationIn(text: string): string {
  try {
    return mark.parse(JSON.parse(text)).installation;
  } catch {
    return "";
  }
}

/** The name of a file in its store: from its hash alone, whatever people call it. */
export function keyOf(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error("not a SHA-256 in hexadecimal");
  return `${sha256.slice(0, 2)}/${sha256}`;
}

/** The hash in a key; null for anything else that lies in a store. */
export function hashIn(key: string): string | null {
  return /^([0-9a-f]{2})\/(\1[0-9a-f]{62})$/.exec(key)?.[2] ?? null;
}

/** The parts of a store: what a hash can begin with. */
export const PARTS = Array.from("0123456789abcdef");

/** A hash alone, as names of what was set aside are. */
export function isHash(name: string): boolean {
  return /^[0-9a-f]{64}$/.test(name);
}
