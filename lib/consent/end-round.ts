import { authorize } from "../access/authorize";
import { transaction, type Ctx } from "../ctx";
import { endUnanswered } from "./end-unanswered";
import type { OwnEndReason } from "./rules";

/**
 * D29: before the customer answers, the partner ends its own round. Its links say so, a contact who
 * was asked is told, and the row goes as after a decline (S56, D6). It is over for good (D18).
 * Refuses with `not_found`, `expired`, `already_answered` or `round_ended`.
 */
export async function endRound(
  ctx: Ctx,
  input: { associationId: string; reason: OwnEndReason },
): Promise<void> {
  authorize(ctx, "consent.end");
  await transaction(ctx, (tx) => endUnanswered(tx, input));
}
