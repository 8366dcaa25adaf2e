import path from "node:path";
import { sql } from "drizzle-orm";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import type { Recognised } from "../csv/read";
import { transaction, type Ctx, type System } from "../ctx";
import { enqueue } from "../queue/enqueue";
import { compare } from "./import/compare";
import type { Problem } from "./import/problem";
import { stage } from "./import/stage";
import { write } from "./import/write";

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
};

export type ImportResult = {
  rows: number;
  created: number;
  changed: number;
  unchanged: number;
  /** Rows that were left out. */
  bad: number;
  /** Rows that lack cells at their end, which count as empty. */
  short: number;
};

/**
 * Imports tenants, their domains and one month's usage facts from a CSV file, by tenant ID, all in
 * one transaction. Empty cells are unknown and leave what is known; a row's domains are the tenant's
 * whole list. Bad rows are reported and cost nothing else; a domain of another tenant is left out.
 * A second run changes nothing. Eligibility of the tenants that changed is queued to be refreshed.
 * Refuses with `import_header` what has no header naming `tenant_id`.
 * @param dryRun compares and reports, and writes nothing
 */
export async function importTenants(
  ctx: Ctx<System>,
  { file, dryRun = false }: { file: string; dryRun?: boolean },
  report: ImportReport = {},
): Promise<ImportResult> {
  authorize(ctx, "tenants.import");
  return transaction(ctx, async (tx) => {
    report.begin?.();
    const badLines = new Set<number>();
    const tell = (problem: Problem) => {
      if (!problem.kept) badLines.add(problem.line);
      report.problem?.(problem);
    };
    await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('tenants.import', 0))`);
    const { rows, short, recognised } = await stage(
      tx,
      file,
      tell,
      report.read ?? (() => undefined),
    );
    if (recognised) report.recognised?.(recognised);
    report.writing?.();
    await compare(tx, tell);
    const counted = await tx.db.execute<{
      created: number;
      changed: number;
      unchanged: number;
    }>(sql`
      select count(*) filter (where is_new)::integer as created,
        count(*) filter (where differs)::integer as changed,
        count(*) filter (where not is_new and not differs)::integer as unchanged
      from import_tenants`);
    const counts = counted.rows[0] ?? { created: 0, changed: 0, unchanged: 0 };
    const result = { rows, ...counts, bad: badLines.size, short };
    if (dryRun || result.created + result.changed === 0) return result;
    await write(tx);
    await enqueue(tx, "refresh-eligibility", { changedAt: tx.now.toISOString() });
    const data = { file: path.basename(file), ...result };
    await record(tx, { event: "tenants.imported", subjectId: null, data });
    return result;
  });
}
