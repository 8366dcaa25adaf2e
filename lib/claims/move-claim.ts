import { and, eq } from "drizzle-orm";
import { workshopClaims } from "@/db/schema";
import { record } from "../audit/record";
import type { Tx } from "../ctx";
import { Refusal } from "../errors";
import type { Claim } from "./lock-claim";
import { mayMove, type ClaimStatus, type Mover } from "./rules";

type Facts = Partial<typeof workshopClaims.$inferInsert>;

export type ClaimMove = {
  to: ClaimStatus;
  mover: Mover;
  /** Past tense: `claim.submitted`. */
  event: string;
  /** When it came to the status, for a clock that ran out before somebody looked; now, unless said. */
  at?: Date;
  /** What else is true from now on. */
  set?: Facts;
  /** What the audit log keeps beside the move. */
  data?: Record<string, unknown>;
};

/**
 * Moves a locked claim from one status to the next, as the table of moves says, and records it.
 * Refuses with `claim_expired` when its time ran out, else with `claim_moved` when there is no such
 * move from where it stands now.
 */
export async function moveClaim(
  tx: Tx,
  claim: Claim,
  { to, mover, event, at = tx.now, set = {}, data = {} }: ClaimMove,
): Promise<Claim> {
  const from = claim.status;
  if (!mayMove({ from, to, mover })) {
    throw new Refusal(from.endsWith("_expired") ? "claim_expired" : "claim_moved");
  }
  const [moved] = await tx.db
    .update(workshopClaims)
    .set({ ...set, status: to, statusAt: at })
    .where(and(eq(workshopClaims.id, claim.id), eq(workshopClaims.status, from)))
    .returning();
  if (!moved) throw new Refusal("claim_moved");
  await record(tx, {
    event,
    subjectId: claim.id,
    partnerId: claim.partnerId,
    data: { number: claim.number, from, to, ...data },
  });
  return moved;
}
