import { sql } from "drizzle-orm";
import { authorize } from "../../access/authorize";
import { reading, transaction, type Ctx, type System } from "../../ctx";
import { getFiles } from "../../files/files";
import { sweepReceived } from "../../files/receive";
import { findNeeded } from "./queries";

const DAY_MS = 86_400_000;
const BATCH = 500;

/**
 * Takes away bytes that no document needs and that were put a day ago or earlier, and what broken
 * uploads left on this machine. Safe beside uploads of the same bytes (see `addDocument`).
 * @returns how many files were taken away
 */
export async function sweepFiles(ctx: Ctx): Promise<{ bytes: number; received: number }> {
  authorize(ctx, "files.sweep");
  const before = new Date(ctx.now.getTime() - DAY_MS);
  let bytes = 0;
  let batch: string[] = [];
  const sweepBatch = async () => {
    const needed = await reading(ctx, (tx) => findNeeded(tx, batch));
    for (const sha256 of batch) {
      if (!needed.has(sha256) && (await sweepOne(ctx, sha256, before))) bytes += 1;
    }
    batch = [];
  };
  for await (const { sha256, storedAt } of getFiles().list()) {
    if (storedAt < before) batch.push(sha256);
    if (batch.length === BATCH) await sweepBatch();
  }
  if (batch.length > 0) await sweepBatch();
  return { bytes, received: await sweepReceived(before) };
}

/** Looks again while no upload of these bytes can come in between; who is busy with them keeps them. */
async function sweepOne(ctx: Ctx<System>, sha256: string, before: Date): Promise<boolean> {
  return transaction(ctx, async (tx) => {
    const { rows } = await tx.db.execute<{ free: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtextextended(${`file:${sha256}`}, 0)) as free`,
    );
    if (!rows[0]?.free || (await findNeeded(tx, [sha256])).has(sha256)) return false;
    const found = await getFiles().find(sha256);
    if (!found || found.storedAt >= before) return false;
    await getFiles().remove(sha256);
    return true;
  });
}
