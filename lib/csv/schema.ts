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
