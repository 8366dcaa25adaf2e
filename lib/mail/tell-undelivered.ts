import { and, eq, or } from "drizzle-orm";
import { emails } from "@/db/schema";
import type { Tx } from "../ctx";
import { enqueue } from "../queue/enqueue";

/** A step: whoever asked is told that an e-mail did not arrive, of each request that was in it (B6). */
export async function tellUndelivered(
  tx: Tx,
  { id, partnerId }: { id: string; partnerId: string },
): Promise<void> {
  const asked = await tx.db
    .select({ id: emails.id })
    .from(emails)
    .where(and(eq(emails.partnerId, partnerId), or(eq(emails.id, id), eq(emails.envelopeId, id))));
  for (const one of asked) await enqueue(tx, "tell-undelivered", { emailId: one.id });
}
