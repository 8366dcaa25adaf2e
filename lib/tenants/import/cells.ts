import { isCountry } from "@/messages/format/names";
import { meant } from "../../csv/cells";
import { asciiDomain } from "../../input";
import { isFreeMail, isSharedSuffix } from "../rules";
import { parseIdentifier } from "../schema";
import type { Complain, ProblemCode } from "./problem";

/* What each cell of a row says; what is wrong with it is complained of. */

/**
 * How numbers are written: as somebody said; or as it was recognised, where a comma may part decimals (`either`), and
 * what may be thousands as well as decimals is refused.
 */
export type Decimals = "comma" | "point" | "either" | "points";

/** The recognised one: between commas a number with a comma is quoted, and rare. */
export const decimalsOf = (separator: string): Decimals =>
  separator === "," ? "points" : "either";

/** A metric's column, and what comes before its number in JSON. */
export type Measured = {
  at: number;
  name: string;
  key: string;
  unit: "count" | "share" | "amount";
  whole: boolean;
};

/** A cell as its owner meant it (P21). */
export function cell(fields: readonly string[], at: number): string {
  return meant(fields[at] ?? "");
}

export function readTenantId(text: string, complain: Complain): string {
  const identifier = parseIdentifier(text);
  if (identifier?.kind === "tenant") return identifier.id;
  complain("tenant_id", text === "" ? "required" : "tenant_id", text);
  return "";
}

export function readName(text: string, complain: Complain): string | null {
  if (text === "") return null;
  if (text.length > 200) complain("name", "too_long", text);
  return text.replace(/\s+/gu, " ");
}

const countries = new Map<string, boolean>();

/** An ISO 3166 code of a country; also in small letters. */
export function readCountry(text: string, complain: Complain): string | null {
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

export function readTpid(text: string, complain: Complain): number | null {
  if (text === "") return null;
  if (/^0*[1-9]\d{0,14}$/.test(text)) return Number(text);
  complain("tpid", scientific.test(text) ? "scientific" : "tpid", text);
  return null;
}

export function readDomains(text: string, complain: Complain): string[] | null {
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

export function readMonth(
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

export function readMetrics(
  fields: readonly string[],
  columns: readonly Measured[],
  decimals: Decimals,
  complain: Complain,
): string {
  let json = "";
  for (const { at, name, key, ...measured } of columns) {
    const typed = cell(fields, at);
    if (typed === "") continue;
    const text = plainNumber(
      decimals === "comma" || decimals === "point" ? pointed(typed, decimals) : typed,
    );
    const fault = faultOf(text, measured, decimals === "either");
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
const groupedByPoints = /^-?[1-9]\d{0,2}(?:\.\d{3})+$/;

/** A number as somebody said that they are written, without what parts its thousands and with a decimal point. */
function pointed(text: string, decimals: "comma" | "point"): string {
  if (decimals === "point") return grouped.test(text) ? text.replaceAll(",", "") : text;
  if (groupedByPoints.test(text)) return text.replaceAll(".", "");
  return /^-?\d{1,15},\d{1,9}$/.test(text) ? text.replace(",", ".") : text;
}

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
  { unit, whole }: Pick<Measured, "unit" | "whole">,
  commas: boolean,
): ProblemCode | null {
  if (scientific.test(text)) return "scientific";
  if (grouped.test(text) || (commas && groupedByPoints.test(text))) return "thousands";
  if (!plain.test(text)) {
    if (!/^-?\d{1,15}(\.\d{1,9})?$/.test(text)) return "number";
    if (text.startsWith("-")) return unit === "share" ? "share" : "negative";
  }
  if (unit === "share") return Number(text) > 1 ? "share" : null;
  return whole && !Number.isInteger(Number(text)) ? "whole_number" : null;
}
