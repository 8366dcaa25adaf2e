import { associations } from "@/db/schema";
import type { Tx, Visitor } from "../ctx";
import { Refusal } from "../errors";
import { isUnanswered, type AskedRequest } from "./queries";

/**
 * Ends a round that the customer declined, within `decide` (S55, D6, D7); the reason is kept.
 * Refuses with `expired` when the deadline came first.
 */
export async function decline(
  tx: Tx<Visitor>,
  { round }: AskedRequest,
  reason: string | null,
): Promise<void> {
  const ended = await tx.db
    .update(associations)
    .set({ endedAt: tx.now, endReason: "declined", endNote: reason })
    .where(isUnanswered(round.id, tx.now))
    .returning({ id: associations.id });
  if (ended.length === 0) throw new Refusal("expired");
}
