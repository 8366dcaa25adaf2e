import { createReadStream } from "node:fs";
import path from "node:path";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import type { Recognised } from "../csv/read";
import { openTable } from "../csv/table";
import { transaction, type Ctx, type System, type Tx } from "../ctx";
import { Refusal } from "../errors";
import { decimalsOf } from "./import/cells";
import type { Problem } from "./import/problem";
import { isHeader } from "./import/rows";
import { takeTenants, type Taken } from "./import/take";

const PIECE = 64 * 1024;

export type ImportReport = {
  /** Called when reading begins; again, should the transaction have to begin anew. */
  begin?: () => void;
  problem?: (problem: Problem) => void;
  /** Bytes of the file that were read. */
  read?: (bytes: number) => void;
  /** How the file is written; before anything is compared. */
  recognised?: (found: Recognised) => void;
  /** Reading is over; the differences are being written. */
  writing?: () => void;
  /** It was taken in, in the same transaction. */
  taken?: (tx: Tx<System>, taken: Taken) => Promise<void>;
};

/**
 * Imports tenants, their domains and one month's usage facts from a CSV file, by tenant ID, all in
 * one transaction, as `takeTenants` says. Refuses with `import_header` what has no header naming `tenant_id`.
 * @param dryRun compares and reports, and writes nothing
 */
export async function importTenants(
  ctx: Ctx<System>,
  { file, dryRun = false }: { file: string; dryRun?: boolean },
  report: ImportReport = {},
): Promise<Taken> {
  authorize(ctx, "tenants.import");
  return transaction(ctx, async (tx) => {
    report.begin?.();
    const stream = createReadStream(file, { highWaterMark: PIECE });
    const table = await openTable(stream, { isHeader });
    if (!table) throw new Refusal("import_header");
    const { separator, recognised } = table;
    const result = await takeTenants(
      tx,
      { ...table, decimals: decimalsOf(separator) },
      {
        dryRun,
        problem: report.problem,
        read: () => report.read?.(stream.bytesRead),
        staged: () => {
          const found = recognised();
          if (found) report.recognised?.(found);
          report.writing?.();
        },
      },
    );
    if (dryRun) return result;
    await report.taken?.(tx, result);
    if (result.created + result.changed === 0) return result;
    const data = { file: path.basename(file), ...result };
    await record(tx, { event: "tenants.imported", subjectId: null, data });
    return result;
  });
}
