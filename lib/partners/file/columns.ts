import { translator, type Locale } from "@/messages";

/** The columns of a file of partners and their locations (P25, P26), as they stand in one that goes out. */
export const columns = [
  "partner",
  "partnerCountry",
  "mpnId",
  "name",
  "city",
  "country",
  "timeZone",
  "qualification",
  "validFrom",
  "validUntil",
  "enrolment",
  "partnerId",
] as const;
export type Column = (typeof columns)[number];

/** What each cell of a row says; "" where the file does not have the column. */
export type Cells = Record<Column, string>;

/** The head of a file in a language. */
export function headOf(locale: Locale, locationIdName: string): string[] {
  const words = translator(locale, "imports", { locationIdName });
  return columns.map((one) => words(`columns.partners.${one}`));
}
