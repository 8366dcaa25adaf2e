import { z } from "zod";

/** What somebody types into the search box of a list, without what no text holds. */
export const searchText = z
  .string()
  .transform((text) =>
    text
      .replace(/[\p{Cc}\p{Cs}]/gu, " ")
      .trim()
      .slice(0, 200),
  )
  .catch("");

/** Where a list goes on: read by `readCursor` alone. */
export const afterText = z.string().nullable().catch(null);

/** An MPN location ID that a list is narrowed down to; "" for none. */
export const locationText = z
  .string()
  .regex(/^[\w-]{0,20}$/)
  .catch("");

/** K4: "deadline": it ends within so many calendar days. */
export const dueWithin = ["7", "14", "30"] as const;

/** Several of these, each once and in this order, from parameters of one name; what is not known is left out. */
export function several<V extends string>(known: readonly V[]) {
  return z
    .union([z.string(), z.array(z.string())])
    .catch([])
    .transform((asked): V[] => known.filter((one) => [asked].flat().includes(one)));
}

/** K4: the columns left out of a list; `key`s of its table. */
const columnKey = z.string().regex(/^[a-zA-Z0-9-]{1,100}$/);

/** K3, K4: how a list is looked at, whatever it finds. */
export const listLook = {
  hide: z
    .union([columnKey, z.array(columnKey).max(20)])
    .catch([])
    .transform((keys) => [...new Set([keys].flat())]),
  density: z.enum(["", "compact"]).catch(""),
  /** The list as it is without a kept view: the address that would say nothing says so. */
  view: z.enum(["", "all"]).catch(""),
};

export type ListLook = { hide: readonly string[]; density: string; view: string };

/**
 * What the address of a list says (K3, K4); anything that it does not understand is left out.
 * @param sorts the orders that it offers, the usual one first; `-` for the other way around
 * @param filters what it can be narrowed down by
 */
export function listQuery<const S extends readonly [string, ...string[]], F extends z.ZodRawShape>(
  sorts: S,
  filters: F,
) {
  const sort: z.ZodType<S[number]> = z.enum(sorts).catch(sorts[0]);
  return z.object({ q: searchText, ...filters, sort, after: afterText, ...listLook });
}

/** So many hits are sorted, and so many rows counted; of more it is said that they are more. */
export const FEW = 1_000;

export type Count = {
  count: number;
  /** There are more, which were not counted. */
  more: boolean;
};

/** B2: whether a list has boxes to choose rows by, and what can be done to them; "" as long as nobody wants them. */
export const chooseText = z.enum(["", "1"]).catch("");

/** K6: whose rounds and claims a list shows: everybody's, or the reader's own. */
export const ownerText = z.enum(["", "me"]).catch("");
export type OwnerText = z.output<typeof ownerText>;
