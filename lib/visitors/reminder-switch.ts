import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { reminderSwitches } from "@/db/schema";
import type { Tx } from "../ctx";
import { keysFor } from "../keys";
import { hashToken, tokenOf } from "../mail/tokens";

/**
 * The switch that turns a request's reminders off (RFC 8058); all its reminders carry the same one, until
 * a new key comes first (O20): that one makes another, and both switch.
 */
export async function reminderSwitch(
  tx: Tx,
  request: { id: string; partnerId: string },
): Promise<string> {
  const id = randomUUID();
  const keyId = keysFor("token")[0].id;
  await tx.db
    .insert(reminderSwitches)
    .values({
      id,
      partnerId: request.partnerId,
      requestId: request.id,
      keyId,
      tokenHash: hashToken(tokenOf("reminders-off", id)),
      createdAt: tx.now,
    })
    .onConflictDoNothing({
      target: [reminderSwitches.partnerId, reminderSwitches.requestId, reminderSwitches.keyId],
    });
  const [row] = await tx.db
    .select({ id: reminderSwitches.id })
    .from(reminderSwitches)
    .where(
      and(
        eq(reminderSwitches.partnerId, request.partnerId),
        eq(reminderSwitches.requestId, request.id),
        eq(reminderSwitches.keyId, keyId),
      ),
    );
  return row?.id ?? id;
}
