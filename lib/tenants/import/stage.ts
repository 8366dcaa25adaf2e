import { sql } from "drizzle-orm";
import type { CsvRecord } from "../../csv/read";
import { listMetrics } from "../../engagements/metrics/queries";
import { copyInto, type Tx } from "../../ctx";
import { Refusal } from "../../errors";
import type { Problem } from "./problem";
import { rowReader, type Decimals, type TenantRow } from "./rows";

/** A file of tenants whose header was read. */
export type TenantTable = {
  /** The names of its columns; "" for one that is not read. */
  header: readonly string[];
  line: number;
  decimals: Decimals;
  rows: AsyncIterable<CsvRecord[]>;
};

/**
 * Reads a file of tenants into the temporary table `import_rows` of this transaction, good rows
 * alone, as a stream. Refuses with `import_header` a header that does not name `tenant_id`.
 * @param seen is told of each row that was read, good (with what is stored) or bad
 * @returns how many rows the file has, good and bad, and how many lack cells at their end
 */
export async function stage(
  tx: Tx,
  { header, line: headerLine, decimals, rows }: TenantTable,
  report: (problem: Problem) => void,
  seen: (line: number, row: TenantRow | null) => void,
): Promise<{ rows: number; short: number }> {
  const metrics = await listMetrics(tx);
  const read = rowReader(header, tx.now, report, { line: headerLine, decimals, metrics });
  if (!read) throw new Refusal("import_header");
  await tx.db.execute(sql`
    create temp table import_rows (
      line integer not null, tenant_id uuid not null, name text, country text, tpid bigint,
      domains text[], month date, metrics jsonb not null
    ) on commit drop`);
  const staged = { rows: 0, short: 0 };

  async function* lines(): AsyncGenerator<string> {
    for await (const some of rows) {
      let text = "";
      for (const record of some) {
        staged.rows += 1;
        let row: TenantRow | null = null;
        if ("fields" in record) {
          row = read?.(record.line, record.fields) ?? null;
          if (record.missing !== undefined) staged.short += 1;
          if (row) text += copyLine(row);
        } else {
          const value = record.found > 0 ? String(record.found) : "";
          report({ line: record.line, column: null, code: record.broken, value, kept: false });
        }
        seen(record.line, row);
      }
      if (text !== "") yield text;
    }
  }

  await copyInto(tx.db, "copy import_rows from stdin", lines());
  await tx.db.execute(sql`analyze import_rows (tenant_id, month)`);
  return staged;
}

/** A row in COPY's text format. */
function copyLine(row: TenantRow): string {
  const { line, tenantId, name, country, tpid, domains, month, metrics } = row;
  const safeName = name === null ? "\\N" : name.replaceAll("\\", "\\\\");
  const list = domains === null ? "\\N" : `{${domains.join(",")}}`;
  return `${line}\t${tenantId}\t${safeName}\t${country ?? "\\N"}\t${tpid ?? "\\N"}\t${list}\t${month ?? "\\N"}\t${metrics}\n`;
}
