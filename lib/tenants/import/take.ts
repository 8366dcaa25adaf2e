import { sql } from "drizzle-orm";
import type { Tx } from "../../ctx";
import { enqueue } from "../../queue/enqueue";
import { takeTurn } from "../../turn";
import { compare } from "./compare";
import type { Problem } from "./problem";
import type { TenantRow } from "./rows";
import { stage, type TenantTable } from "./stage";
import { write } from "./write";

export type Taken = {
  rows: number;
  created: number;
  changed: number;
  unchanged: number;
  /** Rows that were left out. */
  bad: number;
  /** Rows that lack cells at their end, which count as empty. */
  short: number;
};

type Options = {
  /** Compares and reports, and writes nothing. */
  dryRun: boolean;
  problem?: ((problem: Problem) => void) | undefined;
  /** Told of each row that was read: how far it is, and as it would be stored. */
  read?: ((line: number, row: TenantRow | null) => void) | undefined;
  /** Everything was read; what follows compares and writes, and may throw in between. Asked again while another file is written. */
  staged?: () => void | Promise<void>;
};

/** By this name files of tenants, and who edits tenants, take turns. */
export const TENANTS_IMPORT = "import of tenants";

/**
 * A step: takes in tenants, their domains and one month's usage facts, by tenant ID. Empty cells are unknown
 * and leave what is known; a row's domains are the tenant's whole list. Bad rows are reported and cost nothing
 * else; a domain of another tenant is left out. A second run changes nothing. Eligibility of the tenants that
 * changed is queued to be refreshed. One file is taken in after the other.
 * Refuses with `import_header` a header that does not name `tenant_id`.
 */
export async function takeTenants(
  tx: Tx,
  table: TenantTable,
  { dryRun, problem, read, staged }: Options,
): Promise<Taken> {
  const badLines = new Set<number>();
  const tell = (one: Problem) => {
    if (!one.kept) badLines.add(one.line);
    problem?.(one);
  };
  const { rows, short } = await stage(tx, table, tell, read ?? (() => undefined));
  await staged?.();
  // Who edits tenants waits for what is written, and for no look and no reading.
  if (!dryRun)
    await takeTurn(tx, TENANTS_IMPORT, { ...(staged && { meanwhile: async () => staged() }) });
  await compare(tx, tell);
  const counted = await tx.db.execute<{ created: number; changed: number; unchanged: number }>(sql`
    select count(*) filter (where is_new)::integer as created,
      count(*) filter (where differs)::integer as changed,
      count(*) filter (where not is_new and not differs)::integer as unchanged
    from import_tenants`);
  const counts = counted.rows[0] ?? { created: 0, changed: 0, unchanged: 0 };
  const result = { rows, ...counts, bad: badLines.size, short };
  if (dryRun || result.created + result.changed === 0) return result;
  await write(tx);
  await enqueue(tx, "refresh-eligibility", { changedAt: tx.now.toISOString() });
  return result;
}
