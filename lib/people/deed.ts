import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { System, Tx } from "../ctx";
import { databaseKey } from "../keys";

/**
 * A step: what this web server, by its key, is about to write of how somebody signs in, just before it does (O11). The
 * database takes a session, a link, an identity or a factor for nothing else: a statement that was smuggled into a
 * transaction of the door does not know the key, and what it hears of one transaction is worth nothing in another.
 * `db/functions/door_deed.sql` says which words each row asks for.
 */
export async function announce(tx: Tx<System>, ...deed: readonly string[]): Promise<void> {
  const { rows } = await tx.db.execute<{ mark: string }>(sql.raw(TRANSACTION));
  const proof = proofOf(deed, rows[0]?.mark ?? "");
  await tx.db.execute(sql`select set_config('app.deed', ${proof}, true)`);
}

/** What tells one transaction of one connection from every other. */
export const TRANSACTION = "select app_transaction() as mark";

/**
 * Two hashes, each begun with the key, of which the database has the hash.
 * @param mark of the transaction that it is for
 */
export function proofOf(deed: readonly string[], mark: string): string {
  const key = hash(databaseKey("web"));
  return hash(key, hash(key, [...deed, mark].join("|"))).toString("hex");
}

function hash(...parts: (string | Buffer)[]): Buffer {
  const made = createHash("sha256");
  for (const part of parts) made.update(part);
  return made.digest();
}
