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

/** So many hits are sorted, and so many rows counted; of more it is said that they are more. */
export const FEW = 1_000;

export type Count = {
  count: number;
  /** There are more, which were not counted. */
  more: boolean;
};

/** K6: whose rounds and claims a list shows: everybody's, or the reader's own. */
export const ownerText = z.enum(["", "me"]).catch("");
export type OwnerText = z.output<typeof ownerText>;
