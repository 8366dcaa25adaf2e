import { associations } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { transaction, type Ctx } from "../ctx";
import { Refusal } from "../errors";
import { workshopFacts } from "./facts";
import { lockTenantOf } from "./lock-tenant";
import { findAsked } from "./asked/queries";
import { postEnded } from "./post-ended";
import { isUnanswered } from "./queries";
import { whyNotAsk, type OwnEndReason } from "./rules";

/**
 * D29: before the customer answers, the partner ends its own round. Its links say so, a contact who
 * was asked is told, and the row goes as after a decline (S56, D6). It is over for good (D18).
 * Refuses with `not_found`, `expired`, `already_answered` or `round_ended`.
 */
export async function endRound(
  ctx: Ctx,
  { associationId, reason }: { associationId: string; reason: OwnEndReason },
): Promise<void> {
  authorize(ctx, "consent.end");
  await transaction(ctx, async (tx) => {
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
  });
}
