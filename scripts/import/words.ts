import type { Recognised } from "@/lib/csv/read";
import type { Problem, ProblemCode } from "@/lib/tenants/import/problem";

const words: Record<ProblemCode, (value: string) => string> = {
  quote: () => "a quote is not closed, or text stands after a closing quote",
  columns: (value) => `${value} columns, not as many as the header has`,
  too_long: () => "too long",
  encoding: () => "characters that were lost: save the file as UTF-8",
  formula: (value) => `"${value}" is a formula or its error: put the value in its place`,
  required: () => "is missing",
  tenant_id: (value) => `"${value}" is no tenant ID (GUID)`,
  country: (value) => `"${value}" is no country code (two letters, ISO 3166)`,
  tpid: (value) => `"${value}" is no TPID (a whole number above 0)`,
  domain: (value) => `"${value}" is no domain`,
  shared_suffix: (value) =>
    `"${value}" is shared by many tenants: each has a name of its own below it`,
  as_of: (value) => `"${value}" is no month (YYYY-MM)`,
  excel_month: (value) =>
    `"${value}" is what a spreadsheet made of a month: format the column as text, then write YYYY-MM`,
  scientific: (value) =>
    `"${value}" lost digits in a spreadsheet: format the column as a whole number or as text, and fill it in anew`,
  thousands: (value) =>
    `"${value}" may be thousands or decimals: write it without a sign between the thousands`,
  future: (value) => `${value} is still to come`,
  number: (value) => `"${value}" is no number (like 300 or 0.45)`,
  whole_number: (value) => `${value} is no whole number`,
  negative: (value) => `${value} is below 0`,
  share: (value) => `${value} is no share (0 to 1)`,
  duplicate: (value) => `the same tenant and month as in line ${value}`,
  merged: (value) => `the tenant was merged into ${value}: say what is known with that ID`,
  unknown_column: () => "unknown column, passed over",
  column_twice: () => "the same column a second time, passed over",
  free_mail: (value) => `${value} is a free mail provider's domain, left out`,
  taken_domain: (value) => `${value.replace(" (", " belongs to another tenant (")}, left out`,
};

/** What is wrong, in words: `is no TPID …`. */
export function problemWords({ code, value }: Problem): string {
  return words[code](value);
}

const encodings: Record<Recognised["encoding"], string> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16 (big-endian)",
  "windows-1252": "Windows-1252",
};
const separators: Record<Recognised["separator"], string> = {
  ",": "commas",
  ";": "semicolons",
  "\t": "tabs",
  "|": "bars",
};

/** How the file was understood, in a sentence. */
export function recognisedWords({
  encoding,
  separator,
  loneCr,
  header,
  titles,
}: Recognised): string {
  const lines = loneCr ? ", lines that end in CR" : "";
  const above =
    titles === 0
      ? ""
      : titles === 1
        ? ", 1 line above it passed over"
        : `, ${titles} lines above it passed over`;
  return `Read as ${encodings[encoding]} with ${separators[separator]} between cells${lines}; the header is line ${header ?? 1}${above}.`;
}
