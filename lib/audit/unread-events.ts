import { asc, sql } from "drizzle-orm";
import { auditLog } from "@/db/schema";
import type { Tx } from "../ctx";
import { isEventName, readEvent } from "./events";

/** A row whose event there is not, or that keeps what such an event does not. */
export type Unread = { chain: string; seq: number; event: string; fault: "unknown" | "data" };

/**
 * Reads every row of the log as its event: what `tellEvent` could tell nobody of. The callers
 * authorise.
 * @param most stops after so many
 * @param portion how many rows are read at a time
 */
export async function unreadEvents(
  tx: Tx,
  { most = 100, portion = 5_000 }: { most?: number; portion?: number } = {},
): Promise<Unread[]> {
  const found: Unread[] = [];
  let after = { chain: "", seq: 0 };
  for (;;) {
    const rows = await tx.db
      .select({
        chain: auditLog.chain,
        seq: auditLog.seq,
        event: auditLog.event,
        data: auditLog.data,
      })
      .from(auditLog)
      .where(sql`(${auditLog.chain}, ${auditLog.seq}) > (${after.chain}, ${after.seq}::bigint)`)
      .orderBy(asc(auditLog.chain), asc(auditLog.seq))
      .limit(portion);
    for (const { chain, seq, event, data } of rows) {
      const fault = faultOf(event, data);
      if (fault && found.length < most) found.push({ chain, seq, event, fault });
    }
    const last = rows.at(-1);
    if (!last || rows.length < portion || found.length >= most) return found;
    after = last;
  }
}

function faultOf(event: string, data: unknown): Unread["fault"] | null {
  if (!isEventName(event)) return "unknown";
  return readEvent(event, data) ? null : "data";
}
