import { sql, type SQL } from "drizzle-orm";
import { textsOf, type Messages } from "@/messages";
import { reading, type Ctx, type Locale, type Tx } from "../../ctx";
import { usualOf } from "../../installation";
import { fileRows, shownOf, type FileColumn, type FileRows } from "../../lists/file";
import type { Asked, ListSheet } from "./asked";

/** In which words a file is told, by which calendar and clock (P3), and whether it is of all companies. */
export type Told = { locale: Locale; words: Messages; zone: string; ofAll: boolean };

/** K4: a list whose file needs no more than its rows and its columns. */
export type Listing = {
  name: string;
  /** What the list shows of what its address says. Refuses as the list does. */
  rows: (tx: Tx, asked: Omit<Asked, "locale">) => FileRows | Promise<FileRows>;
  columns: (told: Told) => FileColumn[];
};

/** The file of a list, as far as the reader may see it now. Refuses as the list does. */
export async function listingFile(
  { name, rows, columns: all }: Listing,
  ctx: Ctx,
  { locale, ...asked }: Asked,
): Promise<ListSheet> {
  const told = await reading(ctx, async (tx): Promise<Told> => {
    await rows(tx, asked);
    const { locationIdName, timeZone: zone } = await usualOf(tx);
    const words = textsOf(locale, { locationIdName });
    return { locale, words, zone, ofAll: tx.actor.kind === "operator" };
  });
  const columns = shownOf(all(told), [asked.search.hide ?? []].flat());
  return { name, columns, rows: fileRows(ctx, columns, (tx) => rows(tx, asked)) };
}

/** An instant as the programme's calendar and clock show it (P3). */
export const momentIn = (at: SQL, zone: string) =>
  sql`to_char(${at} at time zone ${zone}::text, 'YYYY-MM-DD HH24:MI')`;
