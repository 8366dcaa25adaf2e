import { sql } from "drizzle-orm";
import type { Tx } from "../ctx";
import { Refusal } from "../errors";
import type { FileStore } from "./store";

/**
 * A step: makes sure that the bytes are there and stay: the sweep takes the same lock before it takes bytes
 * away. The one question to the store inside a transaction; it comes before every other lock.
 * Refuses with `unavailable`.
 */
export async function holdBytes(tx: Tx, files: FileStore, sha256: string): Promise<void> {
  await tx.db.execute(
    sql`select pg_advisory_xact_lock_shared(hashtextextended(${`file:${sha256}`}, 0))`,
  );
  if (!(await files.find(sha256))) throw new Refusal("unavailable");
}
