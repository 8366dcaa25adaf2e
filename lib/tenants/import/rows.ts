import { metrics, unitOf } from "../../engagements/schema";
import { isCountry } from "@/messages/format/names";
import { isFreeMail, isSharedSuffix } from "../rules";
import { asciiDomain } from "../../input";
import { parseIdentifier } from "../schema";

/** The columns that say which tenant and when; one column per metric follows. */
export const factColumns = ["tenant_id", "name", "country", "tpid", "domains", "as_of"] as const;
type FactColumn = (typeof factColumns)[number];

export type ProblemCode =
  /** The whole row is left out. */
  | "quote"
  | "columns"
  | "too_long"
  | "encoding"
  | "required"
  | "tenant_id"
  | "country"
  | "tpid"
  | "domain"
  | "shared_suffix"
  | "as_of"
  /** What a spreadsheet made of a month, of a long number, of thousands. */
  | "excel_month"
  | "scientific"
  | "thousands"
  | "future"
  | "number"
  | "whole_number"
  | "negative"
  | "share"
  | "duplicate"
  /** Only this value is left out; the rest of the row, or of the file, is imported. */
  | "unknown_column"
  | "column_twice"
  | "free_mail"
  | "taken_domain";

export type Problem = {
  line: number;
  column: string | null;
  code: ProblemCode;
  /** What stands there, or what it collides with. */
  value: string;
  /** Whether the row was imported all the same, without this value. */
  kept: boolean;
};

/** One good row; null and absent mean unknown. */
export type TenantRow = {
  line: number;
  tenantId: string;
  name: string | null;
  country: string | null;
  tpid: number | null;
  /** ASCII; null when the cell is empty. */
  domains: string[] | null;
  /** YYYY-MM-01. */
  month: string | null;
  /** A JSON object of numbers. */
  metrics: string;
};

type Complain = (column: string, code: ProblemCode, value: string, kept?: boolean) => void;

/** Whether these cells name the columns of a file of tenants. */
export function isHeader(fields: readonly string[]): boolean {
  return namesOf(fields).includes("tenant_id");
}

function namesOf(header: readonly string[]): string[] {
  return header.map((name) => name.trim().toLowerCase());
}

/**
 * Makes the reader of a file's rows from its header. Unknown and repeated columns are reported and
 * passed over, but columns without a name. Throws nothing; a header without `tenant_id` gives null.
 * @param now months after that of `now` have not been measured yet
 * @param file where its header stands, and what parts its cells: a comma, or it may stand in numbers
 */
export function rowReader(
  header: readonly string[],
  now: Date,
  report: (problem: Problem) => void,
  { line: headerLine = 1, separator = "," }: { line?: number; separator?: string } = {},
) {
  const names = namesOf(header);
  if (!isHeader(header)) return null;
  const measured: { at: number; name: string; key: string; unit: ReturnType<typeof unitOf> }[] = [];
  const places = new Map<string, number>();
  for (const [at, name] of names.entries()) {
    if (name === "") continue;
    const known = isFactColumn(name) || metrics.some((metric) => metric === name);
    const code = places.has(name) ? "column_twice" : known ? null : "unknown_column";
    if (code) {
      report({ line: headerLine, column: header[at] ?? name, code, value: "", kept: true });
      continue;
    }
    places.set(name, at);
    if (!isFactColumn(name)) {
      measured.push({ at, name, key: `${JSON.stringify(name)}:`, unit: unitOf(name) });
    }
  }
  const latestMonth = new Date(now.getTime() + 86_400_000).toISOString().slice(0, 7);
  const place = (name: FactColumn) => places.get(name) ?? -1;
  const at = {
    tenant_id: place("tenant_id"),
    name: place("name"),
    country: place("country"),
    tpid: place("tpid"),
    domains: place("domains"),
    as_of: place("as_of"),
  };
  const present = { line: 0, good: true };
  const complain: Complain = (column, code, value, kept = false) => {
    present.good &&= kept;
    report({ line: present.line, column, code, value: value.slice(0, 100), kept });
  };

  return (line: number, fields: readonly string[]): TenantRow | null => {
    if (fields.every((field) => field === "")) return null;
    Object.assign(present, { line, good: true });
    const values = readMetrics(fields, measured, separator !== ",", complain);
    const row: TenantRow = {
      line,
      tenantId: readTenantId(cell(fields, at.tenant_id), complain),
      name: readName(cell(fields, at.name), complain),
      country: readCountry(cell(fields, at.country), complain),
      tpid: readTpid(cell(fields, at.tpid), complain),
      domains: readDomains(cell(fields, at.domains), complain),
      month: readMonth(cell(fields, at.as_of), values !== "", latestMonth, complain),
      metrics: `{${values}}`,
    };
    return present.good ? row : null;
  };
}

function cell(fields: readonly string[], at: number): string {
  return fields[at]?.trim() ?? "";
}

function isFactColumn(name: string): name is FactColumn {
  return factColumns.some((column) => column === name);
}

function readTenantId(text: string, complain: Complain): string {
  const identifier = parseIdentifier(text);
  if (identifier?.kind === "tenant") return identifier.id;
  complain("tenant_id", text === "" ? "required" : "tenant_id", text);
  return "";
}

function readName(text: string, complain: Complain): string | null {
  if (text === "") return null;
  if (/[\uFFFD\0]/.test(text)) complain("name", "encoding", text);
  else if (text.length > 200) complain("name", "too_long", text);
  return text.replace(/\s+/gu, " ");
}

const countries = new Map<string, boolean>();

/** An ISO 3166 code of a country; also in small letters. */
function readCountry(text: string, complain: Complain): string | null {
  if (text === "") return null;
  const code = text.toUpperCase();
  let known = countries.get(code);
  if (known === undefined) {
    known = isCountry(code);
    if (countries.size < 1_000) countries.set(code, known);
  }
  if (!known) complain("country", "country", text);
  return code;
}

function readTpid(text: string, complain: Complain): number | null {
  if (text === "") return null;
  if (/^0*[1-9]\d{0,14}$/.test(text)) return Number(text);
  complain("tpid", scientific.test(text) ? "scientific" : "tpid", text);
  return null;
}

function readDomains(text: string, complain: Complain): string[] | null {
  if (text === "") return null;
  const domains = new Set<string>();
  for (const word of text.split(/\s+/u)) {
    const domain = asciiDomain(word);
    if (domain === null) complain("domains", "domain", word);
    else if (isSharedSuffix(domain)) complain("domains", "shared_suffix", word);
    else if (isFreeMail(domain)) complain("domains", "free_mail", word, true);
    else domains.add(domain);
  }
  return [...domains];
}

function readMonth(
  text: string,
  needed: boolean,
  latest: string,
  complain: Complain,
): string | null {
  if (text === "") {
    if (needed) complain("as_of", "required", text);
    return null;
  }
  if (!/^(19|20)\d\d-(0[1-9]|1[0-2])$/.test(text))
    complain("as_of", excelMonth.test(text) ? "excel_month" : "as_of", text);
  else if (text > latest) complain("as_of", "future", text);
  return `${text}-01`;
}

function readMetrics(
  fields: readonly string[],
  columns: readonly { at: number; name: string; key: string; unit: "count" | "share" | "usd" }[],
  commas: boolean,
  complain: Complain,
): string {
  let json = "";
  for (const { at, name, key, unit } of columns) {
    const typed = cell(fields, at);
    if (typed === "") continue;
    const text = plainNumber(typed);
    const fault = faultOf(text, unit, commas);
    if (fault) complain(name, fault, typed);
    else json += (json === "" ? key : `,${key}`) + (plain.test(text) ? text : String(Number(text)));
  }
  return json;
}

/** A number that is good JSON as it stands. */
const plain = /^(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?$/;
const scientific = /^-?\d+(?:[.,]\d+)?e[+-]?\d+$/i;
/** `okt-26`, `Oct 2026`, `1-10-2026`, `2026-10-01`: what a spreadsheet makes of 2026-10. */
const excelMonth = /^(?:[a-z]{3,9}\.?[- ]\d{2,4}|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{5})$/i;
/** Thousands that might as well be decimals. */
const grouped = /^-?[1-9]\d{0,2}(?:,\d{3})+$/;
const pointed = /^-?[1-9]\d{0,2}(?:\.\d{3})+$/;

/** 1250,5 and 1.250,5 and 1,250.5 mean one thing each: 1250.5. */
function plainNumber(text: string): string {
  if (plain.test(text) || grouped.test(text)) return text;
  if (/^-?\d{1,15},\d{1,9}$/.test(text)) return text.replace(",", ".");
  if (/^-?\d{1,3}(?:\.\d{3})+,\d{1,9}$/.test(text)) {
    return text.replaceAll(".", "").replace(",", ".");
  }
  return /^-?\d{1,3}(?:,\d{3})+\.\d{1,9}$/.test(text) ? text.replaceAll(",", "") : text;
}

function faultOf(
  text: string,
  unit: "count" | "share" | "usd",
  commas: boolean,
): ProblemCode | null {
  if (scientific.test(text)) return "scientific";
  if (grouped.test(text) || (commas && pointed.test(text))) return "thousands";
  if (!plain.test(text)) {
    if (!/^-?\d{1,15}(\.\d{1,9})?$/.test(text)) return "number";
    if (text.startsWith("-")) return unit === "share" ? "share" : "negative";
  }
  if (unit === "share") return Number(text) > 1 ? "share" : null;
  return unit === "count" && !Number.isInteger(Number(text)) ? "whole_number" : null;
}
