import { calendarDay } from "../../input";
import { readAmount } from "../../claims/schema";
import { digitsOf, type Money } from "@/messages/format/money";

/** What a file of results can say of each payment (P30); `as` may be left to the words of the reason. */
export const resultColumns = ["payment", "state", "reference", "date", "reason", "amount"] as const;
export type ResultColumn = (typeof resultColumns)[number];
export type ResultRow = Record<ResultColumn, string>;

/**
 * A column by its title in the file, in any of the product's languages; null for one that means nothing here.
 * @param titles how each language calls the columns
 */
export function columnOf(
  title: string,
  titles: readonly Record<ResultColumn, string>[],
): ResultColumn | null {
  const bare = plain(title);
  return (
    resultColumns.find(
      (column) => column === bare || titles.some((one) => plain(one[column]) === bare),
    ) ?? null
  );
}

/** Whether cells are the head of such a file: it says of which payment, and what became of it. */
export function isResultHead(
  cells: readonly string[],
  titles: readonly Record<ResultColumn, string>[],
): boolean {
  const found = cells.map((cell) => columnOf(cell, titles));
  return found.includes("payment") && found.includes("state");
}

/** The day of a cell, also of a spreadsheet that added a time to it; "" stays so. */
export function dayOf(cell: string): string {
  const [day = ""] = cell.trim().split(/[T ](?=\d{1,2}:)/);
  return calendarDay(day) ?? day;
}

/** Whether an amount as somebody wrote it is this one: 1,234.50, 1.234,50 and 1234.5 are the same. */
export function isSameAmount(text: string, { minor, currency }: Money): boolean {
  const bare = text.replaceAll(currency, "").trim();
  const digits = digitsOf(currency);
  if (digits > 2) return finely(bare, digits) === minor;
  const read = readAmount(bare);
  return typeof read === "string" && Math.round(Number(read) * 100) === minor * 10 ** (2 - digits);
}

/** An amount in minor units of a currency with more than two digits: what parts its last digits parts decimals. */
function finely(text: string, digits: number): number | null {
  const bare = text.replace(/[\s\u00a0\u202f']/g, "");
  if (!/^\d+(?:[.,]\d+)*$/.test(bare)) return null;
  const parts = bare.split(/[.,]/);
  const decimals = parts.length > 1 ? (parts.pop() ?? "") : "";
  return decimals.length > digits ? null : Number(parts.join("") + decimals.padEnd(digits, "0"));
}

/** Without case, marks of a spreadsheet and spaces around it. */
export function plain(text: string): string {
  return text.replace(/^[\s'\uFEFF]+|\s+$/g, "").toLowerCase();
}
