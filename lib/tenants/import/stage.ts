import { createReadStream } from "node:fs";
import { sql } from "drizzle-orm";
import { readCsv, type Recognised } from "../../csv/read";
import { copyInto, type Tx } from "../../ctx";
import { Refusal } from "../../errors";
import type { Problem } from "./problem";
import { isHeader, rowReader, type TenantRow } from "./rows";

const piece = 64 * 1024;

export type Staged = { rows: number; short: number; recognised: Recognised | null };

/**
 * Reads a file of tenants into the temporary table `import_rows` of this transaction, good rows
 * alone, as a stream. Refuses a file without a header that names `tenant_id`.
 * @param read is told how many bytes were read so far
 * @returns how many rows the file has, good and bad; how many lack cells at their end; how it is written
 */
export async function stage(
  tx: Tx,
  file: string,
  report: (problem: Problem) => void,
  read: (bytes: number) => void,
): Promise<Staged> {
  await tx.db.execute(sql`
    create temp table import_rows (
      line integer not null, tenant_id uuid not null, name text, country text, tpid bigint,
      domains text[], month date, metrics jsonb not null
    ) on commit drop`);
  const staged: Staged = { rows: 0, short: 0, recognised: null };

  async function* lines(): AsyncGenerator<string> {
    const stream = createReadStream(file, { highWaterMark: piece });
    let reader: ReturnType<typeof rowReader> | undefined;
    let separator = ",";
    const records = readCsv(stream, {
      isHeader,
      begun: (found) => (separator = found),
      recognised: (found) => (staged.recognised = found),
    });
    for await (const some of records) {
      let text = "";
      for (const record of some) {
        if (reader === undefined) {
          const at = { line: record.line, separator };
          reader = "fields" in record ? rowReader(record.fields, tx.now, report, at) : null;
          if (!reader) throw new Refusal("import_header");
          continue;
        }
        staged.rows += 1;
        if ("fields" in record) {
          const row = reader?.(record.line, record.fields);
          if (record.missing !== undefined) staged.short += 1;
          if (row) text += copyLine(row);
        } else {
          const value = record.found > 0 ? String(record.found) : "";
          report({ line: record.line, column: null, code: record.broken, value, kept: false });
        }
      }
      read(stream.bytesRead);
      if (text !== "") yield text;
    }
    if (reader === undefined) throw new Refusal("import_header");
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
