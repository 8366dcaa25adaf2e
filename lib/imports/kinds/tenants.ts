import { sql } from "drizzle-orm";
import { z } from "zod";
import { decimalsOf } from "../../tenants/import/cells";
import type { Problem } from "../../tenants/import/problem";
import { factColumns, type TenantRow } from "../../tenants/import/rows";
import { takeTenants } from "../../tenants/import/take";
import type { Cells, Column, Told, WholeKind } from "../kind";
import { tenantsGone } from "./tenants-gone";

const measures = z.record(z.string(), z.number());

/** Tenants with their domains and a month's facts, as `npm run tenants:import` takes them in. */
export const tenantsKind: WholeKind = {
  name: "tenants",
  act: "data.manage",
  columns: factColumns.map((key): Column =>
    key === "tenant_id" ? { key, needed: true } : { key },
  ),
  known: ["tenant_id"],
  gone: tenantsGone,
  named: sql`select id::text as thing from import_tenants`,
  async whole(tx, { table, dryRun, told, read, staged }) {
    const decimals = table.decimals ?? decimalsOf(table.separator);
    const taken = await takeTenants(
      tx,
      { ...table, decimals },
      {
        dryRun,
        problem: (problem) => told(problem.line, toldOf(problem)),
        read: (line, row) => read(line, row && (() => valuesOf(row))),
        staged,
      },
    );
    const { created, changed, unchanged, bad } = taken;
    return { new: created, changed, unchanged, refused: bad };
  },
};

/** A problem as imports keep it. */
export function toldOf({ column, code, value, kept }: Problem): Told {
  return {
    field: column ?? "",
    code: code === "column_twice" ? "import_column_twice_named" : `import_${code}`,
    params: { value },
    kept,
  };
}

/** As it would be stored; a metric under its own name. */
function valuesOf({
  tenantId,
  name,
  country,
  tpid,
  domains,
  month,
  metrics: json,
}: TenantRow): Cells {
  const values: Record<string, string> = {
    tenant_id: tenantId,
    name: name ?? "",
    country: country ?? "",
    tpid: tpid === null ? "" : String(tpid),
    domains: domains?.join(" ") ?? "",
    as_of: month?.slice(0, 7) ?? "",
  };
  for (const [metric, value] of Object.entries(measures.parse(JSON.parse(json))))
    values[metric] = String(value);
  return values;
}
