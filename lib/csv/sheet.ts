import { readableDomains } from "../readable";
import { csvCell, csvDecimal, csvHead, separatorOf, type CsvForm } from "./write";

/**
 * What stands in a column. `amount`: a decimal text with all of its digits; `day`: YYYY-MM-DD; `moment`: YYYY-MM-DD HH:MM, as
 * the calendar and clock of the place show it.
 */
export type SheetKind = "text" | "number" | "amount" | "day" | "moment";
export type SheetColumn = { label: string; kind: SheetKind };
export type SheetRow = readonly (string | number | null)[];

/** A table that goes out as a file, in portions as they are read. */
export type Sheet = {
  /** What the spreadsheet's sheet is called. */
  title: string;
  columns: readonly SheetColumn[];
  rows: AsyncIterable<readonly SheetRow[]>;
};

/** A text of a cell, with domains as people write them (D23). */
export const told = readableDomains;

/** A table as CSV (RFC 4180, UTF-8 with a byte order mark): a piece for its head, and one for each portion. */
export async function* csvOf({ columns, rows }: Sheet, form: CsvForm): AsyncGenerator<string> {
  yield csvHead(
    columns.map(({ label }) => label),
    form,
  );
  const amounts = columns.map(({ kind }) => kind === "amount");
  for await (const some of rows) {
    let lines = "";
    for (const row of some) {
      for (const [at, value] of row.entries()) {
        if (at > 0) lines += separatorOf[form];
        if (value === null) continue;
        if (typeof value === "number") lines += csvCell(value, form);
        else lines += amounts[at] ? csvDecimal(value, form) : csvCell(told(value), form);
      }
      lines += "\r\n";
    }
    if (lines !== "") yield lines;
  }
}
