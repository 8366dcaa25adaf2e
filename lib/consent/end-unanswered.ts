import { associations } from "@/db/schema";
import { record } from "../audit/record";
import type { PartnerUser, Tx } from "../ctx";
import { Refusal } from "../errors";
import { findAsked } from "./asked/queries";
import { workshopFacts } from "./facts";
import { lockTenantOf } from "./lock-tenant";
import { postEnded } from "./post-ended";
import { isUnanswered } from "./queries";
import { whyNotAsk, type OwnEndReason } from "./rules";

/** A step of `endRound` (D29), which says what it refuses. `told`: a contact who was asked is mailed. */
export async function endUnanswered(
  tx: Tx<PartnerUser>,
  { associationId, reason }: { associationId: string; reason: OwnEndReason },
): Promise<{ told: boolean }> {
  if (!(await lockTenantOf(tx, associationId))) throw new Refusal("not_found");
  const facts = await workshopFacts(tx, associationId);
  const why = whyNotAsk(facts, tx.now);
  if (why !== null) throw new Refusal(why);
  const ended = await tx.db
    .update(associations)
    .set({ endedAt: tx.now, endReason: reason })
    .where(isUnanswered(associationId, tx.now))
    .returning({ id: associations.id });
  if (ended.length === 0) throw new Refusal("already_answered");
  const asked = await findAsked(tx, associationId);
  if (asked) await postEnded(tx, { facts, request: asked, by: "partner" });
  await record(tx, {
    event: "round.ended",
    subjectId: associationId,
    data: { reason, toldRequestId: asked?.id ?? null },
  });
  return { told: Boolean(asked) };
}
