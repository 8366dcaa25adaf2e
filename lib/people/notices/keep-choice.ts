import { sql } from "drizzle-orm";
import { noticeChoices } from "@/db/schema";
import type { System, Tx } from "../../ctx";
import { noticesOf } from "./queries";
import type { Cadence } from "./schema";

/** A step: what a person wants to be mailed from now on (K7). A digest that they chose before is owed no earlier for it. */
export async function keepChoice(
  tx: Tx<System>,
  userId: string,
  wanted: { digest: Cadence; muted?: string[] },
): Promise<void> {
  const stands = await noticesOf(tx, userId);
  const { digest, muted = stands.muted } = wanted;
  const chosen = digest !== stands.digest;
  // Whoever leaves the digest as it was has had it from their beginning.
  const begun = sql`(select created_at from users where id = ${userId})`;
  await tx.db
    .insert(noticeChoices)
    .values({ userId, digest, muted, chosenAt: chosen ? tx.now : begun })
    .onConflictDoUpdate({
      target: noticeChoices.userId,
      set: { digest, muted, ...(chosen ? { chosenAt: tx.now } : {}) },
    });
}
