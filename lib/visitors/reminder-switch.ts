import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { reminderSwitches } from "@/db/schema";
import type { Tx } from "../ctx";
import { hashToken, tokenOf } from "../mail/tokens";

/** The switch that turns a request's reminders off (RFC 8058); all its reminders carry the same one. */
export async function reminderSwitch(
  tx: Tx,
  request: { id: string; partnerId: string },
): Promise<string> {
  const id = randomUUID();
  await tx.db
    .insert(reminderSwitches)
    .values({
      id,
      partnerId: request.partnerId,
      requestId: request.id,
      tokenHash: hashToken(tokenOf("reminders-off", id)),
      createdAt: tx.now,
    })
    .onConflictDoNothing({ target: [reminderSwitches.partnerId, reminderSwitches.requestId] });
  const [row] = await tx.db
    .select({ id: reminderSwitches.id })
    .from(reminderSwitches)
    .where(
      and(
        eq(reminderSwitches.partnerId, request.partnerId),
        eq(reminderSwitches.requestId, request.id),
      ),
    );
  return row?.id ?? id;
}
