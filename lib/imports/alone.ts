import { sql } from "drizzle-orm";
import type { Tx } from "../ctx";
import { asRefusal, Refusal } from "../errors";

/** What concerns whoever imports and not the row: it ends the import. */
const ends: ReadonlySet<string> = new Set(["forbidden", "no_role", "signed_out", "unavailable"]);

/**
 * Does one thing of many behind a savepoint of its own. What is only looked at in the end is looked at now.
 * @returns why it was refused; null: it is done
 */
export async function alone(tx: Tx, act: () => Promise<void>): Promise<Refusal | null> {
  await tx.db.execute(sql`savepoint alone`);
  try {
    await act();
    await tx.db.execute(sql`release savepoint alone`);
    return null;
  } catch (error) {
    const refusal = asRefusal(error);
    if (!(refusal instanceof Refusal) || ends.has(refusal.code)) throw error;
    await tx.db.execute(sql`rollback to savepoint alone`);
    await tx.db.execute(sql`release savepoint alone`);
    return refusal;
  }
}
