import { csvLine, separatorOf, type CsvForm } from "./write";

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

/** A table as CSV (RFC 4180, UTF-8 with a byte order mark): a piece for its head, and one for each portion. */
export async function* csvOf({ columns, rows }: Sheet, form: CsvForm): AsyncGenerator<string> {
  const head = columns.map(({ label }) => `"${label.replaceAll('"', '""')}"`);
  yield `\u{FEFF}${head.join(separatorOf[form])}\r\n`;
  for await (const some of rows) {
    const lines = some.map((row) => csvLine(row.map((value, at) => cell(value, columns[at])), form)); // prettier-ignore
    if (lines.length > 0) yield lines.join("");
  }
}

function cell(value: string | number | null, column: SheetColumn | undefined) {
  if (value === null) return "";
  return column?.kind === "amount" && typeof value === "string" ? { decimal: value } : value;
}
