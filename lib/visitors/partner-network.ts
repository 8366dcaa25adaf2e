import { sql } from "drizzle-orm";
import type { Tx, Visitor } from "../ctx";

/**
 * D19: whether a visitor's network address is one at which somebody of the asking partner signed in
 * within 90 days. It stops nothing: the reviewer sees it.
 */
export async function isPartnerNetwork(tx: Tx<Visitor>): Promise<boolean> {
  const { partnerId, ipAddress } = tx.actor;
  const { rows } = await tx.db.execute<{ found: boolean }>(
    sql`select partner_network(${partnerId}, ${ipAddress}, ${tx.now.toISOString()}) as found`,
  );
  return rows[0]?.found ?? false;
}
