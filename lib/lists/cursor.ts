import { z } from "zod";

/** What rows are sorted or told apart by. */
export type Kind = "text" | "instant" | "integer" | "uuid";
export type Value = string | number | Date;

/** Where a page ends: its last row's value in the list's order, and the row's id, as SQL takes them. */
export type Cursor = { key: string | number; id: string | number };

const VERSION = 1;
const LONGEST = 8_000;
const END_OF_TIME = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

const kinds = {
  text: z.string().regex(/^[^\0]*$/),
  instant: z
    .int()
    .min(0)
    .max(END_OF_TIME)
    .transform((at) => new Date(at).toISOString()),
  integer: z.int().min(0).max(2_147_483_647),
  uuid: z.guid(),
} as const satisfies Record<Kind, z.ZodType<string | number>>;

/**
 * `?after=` of the page behind a row: opaque, and good for this list in this order alone.
 * @param list the list's name with its order, as `readCursor` is given it
 */
export function writeCursor(list: string, key: Value, id: string | number): string {
  const value = key instanceof Date ? key.getTime() : key;
  return Buffer.from(JSON.stringify([VERSION, list, value, id])).toString("base64url");
}

/** Reads `?after=`; null, which is the first page, for anything that `writeCursor` did not write. */
export function readCursor(
  list: string,
  { key, id }: { key: Kind; id: Kind },
  after: unknown,
): Cursor | null {
  if (typeof after !== "string" || after.length > LONGEST) return null;
  const written = z.tuple([z.literal(VERSION), z.literal(list), kinds[key], kinds[id]]);
  const found = written.safeParse(parse(Buffer.from(after, "base64url").toString()));
  return found.success ? { key: found.data[2], id: found.data[3] } : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
