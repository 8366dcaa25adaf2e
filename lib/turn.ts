import { sql } from "drizzle-orm";
import type { Tx } from "./ctx";
import { databaseError } from "./errors";

/** As long as one statement waits: less than any may take. */
const WAIT_MS = 1_000;

/**
 * A step: those who ask by one name take turns, each until its transaction ends. Waiting lasts as long as whoever is first
 * needs, whatever a statement may take; each second those who wait line up anew, so that nobody may count on an order.
 * @param options `together`: with others who say so; `meanwhile`: asked each second of waiting, and throws where there is
 * nothing to wait for any more
 */
export async function takeTurn(
  tx: Pick<Tx, "db">,
  name: string,
  { together = false, meanwhile }: { together?: boolean; meanwhile?: () => Promise<void> } = {},
): Promise<void> {
  const lock = sql.raw(together ? "advisory_xact_lock_shared" : "advisory_xact_lock");
  const key = sql`hashtextextended(${name}, 0)`;
  for (;;) {
    await tx.db.execute(sql`savepoint turn`);
    try {
      await tx.db.execute(sql`select set_config('lock_timeout', ${String(WAIT_MS)}, true)`);
      await tx.db.execute(sql`select pg_${lock}(${key})`);
      await tx.db.execute(sql`select set_config('lock_timeout', '0', true)`);
      await tx.db.execute(sql`release savepoint turn`);
      return;
    } catch (error) {
      // `lock_not_available`: whoever is first needs longer.
      if (databaseError(error)?.code !== "55P03") throw error;
      // What is rolled back to still stands: each second of waiting would be one more within the other.
      await tx.db.execute(sql`rollback to savepoint turn`);
      await tx.db.execute(sql`release savepoint turn`);
      await meanwhile?.();
    }
  }
}
