import { and, eq } from "drizzle-orm";
import { workshopClaims } from "@/db/schema";
import type { EventData, EventName } from "../audit/events";
import { recordParsed } from "../audit/record";
import type { Tx } from "../ctx";
import { Refusal } from "../errors";
import type { Claim } from "./lock-claim";
import { mayMove, type ClaimStatus, type Mover } from "./rules";

type Facts = Partial<typeof workshopClaims.$inferInsert>;

type Moved = { number: number; from: ClaimStatus; to: ClaimStatus };
/** The events that tell of a move, and what each keeps beside it. */
type MoveData = {
  [Name in EventName as EventData[Name] extends Moved ? Name : never]: Omit<
    EventData[Name],
    keyof Moved
  >;
};

export type MoveEvent = keyof MoveData;
export type ClaimMove<Name extends MoveEvent> = {
  to: ClaimStatus;
  mover: Mover;
  event: Name;
  /** When it came to the status, for a clock that ran out before somebody looked; now, unless said. */
  at?: Date;
  /** What else is true from now on. */
  set?: Facts;
  /** What the audit log keeps beside the move. */
  data: MoveData[Name];
};

/**
 * Moves a locked claim from one status to the next, as the table of moves says, and records it.
 * Refuses with `claim_expired` when its time ran out, else with `claim_moved` when there is no such
 * move from where it stands now.
 */
export async function moveClaim<Name extends MoveEvent>(
  tx: Tx,
  claim: Claim,
  { to, mover, event, at = tx.now, set = {}, data }: ClaimMove<Name>,
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
  await recordParsed(tx, {
    event,
    data: { number: claim.number, from, to, ...data },
    subjectId: claim.id,
    partnerId: claim.partnerId,
  });
  return moved;
}
