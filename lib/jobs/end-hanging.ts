import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { transaction } from "../ctx";
import { log } from "../log";
import { jobContext } from "./context";

/** Far beyond what a page or a command takes: its pool waits 2.5 seconds for each statement, an import an hour. */
const WEB = "1 minute";
const WORKER = "2 hours";

/** Every minute: transactions that hang, which no limit that they may lift ends (O11). */
export async function endHanging(db: Database): Promise<void> {
  const { rows } = await transaction(jobContext(db, "end-hanging"), (tx) =>
    tx.db.execute<{ ended: number }>(sql`select end_hanging(${WEB}, ${WORKER}) as ended`),
  );
  const ended = rows[0]?.ended ?? 0;
  if (ended > 0) log.error({ ended }, "transactions that hung were ended");
}
