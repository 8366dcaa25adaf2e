import { createReadStream } from "node:fs";
import { sql } from "drizzle-orm";
import { copyInto, type Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { readCsv } from "./csv";
import { rowReader, type Problem, type TenantRow } from "./rows";

const piece = 64 * 1024;

/**
 * Reads a file of tenants into the temporary table `import_rows` of this transaction, good rows
 * alone, as a stream. Refuses a file without a header that names `tenant_id`.
 * @param read is told how many bytes were read so far
 * @returns how many rows the file has, good and bad
 */
export async function stage(
  tx: Tx,
  file: string,
  report: (problem: Problem) => void,
  read: (bytes: number) => void,
): Promise<number> {
  await tx.db.execute(sql`
    create temp table import_rows (
      line integer not null, tenant_id uuid not null, name text, country text, tpid bigint,
      domains text[], month date, metrics jsonb not null
    ) on commit drop`);
  let rows = 0;

  async function* lines(): AsyncGenerator<string> {
    const stream = createReadStream(file, { encoding: "utf8", highWaterMark: piece });
    let reader: ReturnType<typeof rowReader> | undefined;
    for await (const records of readCsv(stream)) {
      let text = "";
      for (const record of records) {
        if (reader === undefined) {
          reader = "fields" in record ? rowReader(record.fields, tx.now, report) : null;
          if (!reader) throw new Refusal("import_header");
          continue;
        }
        rows += 1;
        if ("fields" in record) {
          const row = reader?.(record.line, record.fields);
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
  return rows;
}

/** A row in COPY's text format. */
function copyLine(row: TenantRow): string {
  const { line, tenantId, name, country, tpid, domains, month, metrics } = row;
  const safeName = name === null ? "\\N" : name.replaceAll("\\", "\\\\");
  const list = domains === null ? "\\N" : `{${domains.join(",")}}`;
  return `${line}\t${tenantId}\t${safeName}\t${country ?? "\\N"}\t${tpid ?? "\\N"}\t${list}\t${month ?? "\\N"}\t${metrics}\n`;
}
