import type { Problem, ProblemCode } from "@/lib/tenants/import/rows";

const words: Record<ProblemCode, (value: string) => string> = {
  quote: () => "a quote is not closed, or text stands after a closing quote",
  columns: (value) => `${value} columns, not as many as the header has`,
  too_long: () => "too long",
  encoding: () => "characters that are not UTF-8",
  required: () => "is missing",
  tenant_id: (value) => `"${value}" is no tenant ID (GUID)`,
  country: (value) => `"${value}" is no country code (two letters, ISO 3166)`,
  tpid: (value) => `"${value}" is no TPID (a whole number above 0)`,
  domain: (value) => `"${value}" is no domain`,
  public_suffix: (value) => `"${value}" is a suffix that everybody may register under`,
  as_of: (value) => `"${value}" is no month (YYYY-MM)`,
  future: (value) => `${value} is still to come`,
  number: (value) => `"${value}" is no number (like 300 or 0.45)`,
  whole_number: (value) => `${value} is no whole number`,
  negative: (value) => `${value} is below 0`,
  share: (value) => `${value} is no share (0 to 1)`,
  duplicate: (value) => `the same tenant and month as in line ${value}`,
  unknown_column: () => "unknown column, passed over",
  column_twice: () => "the same column a second time, passed over",
  free_mail: (value) => `${value} is a free mail provider's domain, left out`,
  taken_domain: (value) => `${value.replace(" (", " belongs to another tenant (")}, left out`,
};

/** What is wrong, in words: `is no TPID …`. */
export function problemWords({ code, value }: Problem): string {
  return words[code](value);
}
