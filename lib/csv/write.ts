import type { CsvForm } from "./schema";

export { csvFormOf, csvForms, type CsvForm } from "./schema";

export const separatorOf: Readonly<Record<CsvForm, string>> = { comma: ",", semicolon: ";" };

/**
 * `decimal`: an amount as a decimal text, with all of its digits. `code`: letters and digits, of which a spreadsheet
 * would take some for a number: zeros in front and digits behind the fifteenth would be lost.
 */
type Cell = string | number | { decimal: string } | { code: string };

/**
 * One line of a CSV file (RFC 4180). A cell that a spreadsheet would take for a formula is defused
 * with an apostrophe in front.
 */
export function csvLine(cells: readonly Cell[], form: CsvForm = "comma"): string {
  return `${cells.map((value) => csvCell(value, form)).join(separatorOf[form])}\r\n`;
}

/** How a file begins: a byte order mark and the names of its columns, each in quotation marks and defused as any cell is. */
export function csvHead(names: readonly string[], form: CsvForm): string {
  const cells = names.map((name) => `"${inertText(name).replaceAll('"', '""')}"`);
  return `\u{FEFF}${cells.join(separatorOf[form])}\r\n`;
}

/** One cell of such a line. */
export function csvCell(value: Cell, form: CsvForm): string {
  if (typeof value === "object")
    return "code" in value ? csvCode(value.code, form) : csvDecimal(value.decimal, form);
  if (typeof value === "number") {
    return form === "semicolon" ? String(value).replace(".", ",") : String(value);
  }
  const text = inertText(value);
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const inertText = (text: string) => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text);

/** `="01234"`, as our own reader takes it, too (`meant`); what is no number, or no code at all, as any text. */
function csvCode(text: string, form: CsvForm): string {
  return /^\d+(E\d+)?$/i.test(text) ? `"=""${text}"""` : csvCell(text, form);
}

/** A decimal text, with the decimal sign of the reader's spreadsheets. */
export function csvDecimal(text: string, form: CsvForm): string {
  return form === "semicolon" ? text.replace(".", ",") : text;
}
