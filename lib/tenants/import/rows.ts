import { faultOfCell } from "../../csv/cells";
import type { Metric } from "../../engagements/metrics/queries";
import {
  cell,
  readCountry,
  readDomains,
  readMetrics,
  readMonth,
  readName,
  readTenantId,
  readTpid,
  type Decimals,
  type Measured,
} from "./cells";
import type { Complain, Problem } from "./problem";

export type { Decimals };

/** The columns that say which tenant and when; one column per metric follows. */
export const factColumns = ["tenant_id", "name", "country", "tpid", "domains", "as_of"] as const;
type FactColumn = (typeof factColumns)[number];

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

/** Whether these cells name the columns of a file of tenants. */
export function isHeader(fields: readonly string[]): boolean {
  return namesOf(fields).includes("tenant_id");
}

function namesOf(header: readonly string[]): string[] {
  return header.map(plainName);
}

const plainName = (name: string) => name.trim().toLowerCase();

/** The metric that a column names, whichever letters are capitals; where keys differ in nothing else, the exact one. */
function metricOf<M extends Pick<Metric, "key">>(typed: string, metrics: readonly M[]) {
  return (
    metrics.find(({ key }) => key === typed.trim()) ??
    metrics.find(({ key }) => plainName(key) === plainName(typed))
  );
}

/**
 * Makes the reader of a file's rows from its header. Unknown and repeated columns are reported and
 * passed over, but columns without a name. Throws nothing; a header without `tenant_id` gives null.
 * @param now months after that of `now` have not been measured yet
 * @param file where its header stands, how its numbers are written, and what there is to be measured (P10)
 */
export function rowReader(
  header: readonly string[],
  now: Date,
  report: (problem: Problem) => void,
  {
    line: headerLine,
    decimals,
    metrics,
  }: {
    line: number;
    decimals: Decimals;
    metrics: readonly Pick<Metric, "key" | "unit" | "whole">[];
  },
) {
  if (!isHeader(header)) return null;
  const measured: Measured[] = [];
  const places = new Map<string, number>();
  for (const [at, typed] of header.entries()) {
    if (typed.trim() === "") continue;
    const metric = metricOf(typed, metrics);
    const name = metric?.key ?? plainName(typed);
    const known = isFactColumn(name) || metric !== undefined;
    const code = places.has(name) ? "column_twice" : known ? null : "unknown_column";
    if (code) {
      report({ line: headerLine, column: typed, code, value: "", kept: true });
      continue;
    }
    places.set(name, at);
    if (metric) {
      const { unit, whole } = metric;
      measured.push({ at, name, key: `${JSON.stringify(name)}:`, unit, whole });
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

  /** Tells of what a spreadsheet broke (P21). */
  const isBroken = (fields: readonly string[]): boolean => {
    let broken = false;
    for (const [name, column] of places) {
      const typed = fields[column] ?? "";
      const fault = faultOfCell(typed);
      if (!fault) continue;
      complain(name, fault.code === "import_formula" ? "formula" : "encoding", typed);
      broken = true;
    }
    return broken;
  };

  return (line: number, fields: readonly string[]): TenantRow | null => {
    if (fields.every((field) => field.trim() === "")) return null;
    Object.assign(present, { line, good: true });
    if (isBroken(fields)) return null;
    const values = readMetrics(fields, measured, decimals, complain);
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

function isFactColumn(name: string): name is FactColumn {
  return factColumns.some((column) => column === name);
}
