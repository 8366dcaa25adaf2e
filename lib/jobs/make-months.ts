import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { transaction } from "../ctx";
import { log } from "../log";
import { jobContext } from "./context";

/** Every night: the partitions of the months to come, and of months that lie in the rest of a table (O13). */
export async function makeMonths(db: Database): Promise<void> {
  const ctx = jobContext(db, "make-months");
  const { rows } = await transaction(ctx, (tx) =>
    tx.db.execute<{ made: number }>(sql`select make_months(${ctx.now.toISOString()}) as made`),
  );
  const made = rows[0]?.made ?? 0;
  if (made > 0) log.info({ made }, "months were made");
}
