import { decimalPoint } from "@/messages/format/numbers";
import type { Locale } from "@/messages/languages";

/**
 * How a file is written, so that a spreadsheet opens it right by a double click: with commas and
 * decimal points, or with semicolons and decimal commas.
 */
export const csvForms = ["comma", "semicolon"] as const;
export type CsvForm = (typeof csvForms)[number];

/** What the spreadsheets of who reads this language expect. */
export function csvFormOf(locale: Locale): CsvForm {
  return decimalPoint(locale) === "," ? "semicolon" : "comma";
}

export const separatorOf: Readonly<Record<CsvForm, string>> = { comma: ",", semicolon: ";" };

/** `decimal`: an amount as a decimal text, with all of its digits. */
type Cell = string | number | { decimal: string };

/**
 * One line of a CSV file (RFC 4180). A cell that a spreadsheet would take for a formula is defused
 * with an apostrophe in front.
 */
export function csvLine(cells: readonly Cell[], form: CsvForm = "comma"): string {
  return `${cells.map((value) => csvCell(value, form)).join(separatorOf[form])}\r\n`;
}

/** One cell of such a line. */
export function csvCell(value: Cell, form: CsvForm): string {
  if (typeof value === "object") return csvDecimal(value.decimal, form);
  if (typeof value === "number") {
    return form === "semicolon" ? String(value).replace(".", ",") : String(value);
  }
  const text = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A decimal text, with the decimal sign of the reader's spreadsheets. */
export function csvDecimal(text: string, form: CsvForm): string {
  return form === "semicolon" ? text.replace(".", ",") : text;
}
