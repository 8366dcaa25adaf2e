import { consentRequests } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { transaction, type Ctx } from "../ctx";
import { Refusal } from "../errors";
import { lockRound } from "./lock-round";
import { isLive } from "./queries";

/**
 * Turns the reminders of the request that waits for its answer on or off (D13).
 * Refuses with `not_found`, and like `sendConsent` when nothing waits any more.
 */
export async function setReminders(
  ctx: Ctx,
  { associationId, on }: { associationId: string; on: boolean },
): Promise<void> {
  authorize(ctx, "consent.send");
  await transaction(ctx, async (tx) => {
    await lockRound(tx, associationId);
    const [request] = await tx.db
      .update(consentRequests)
      .set({ remindersOn: on })
      .where(isLive(associationId))
      .returning({ id: consentRequests.id });
    if (!request) throw new Refusal("not_found");
    await record(tx, {
      event: "consent.reminders_set",
      subjectId: associationId,
      data: { requestId: request.id, on },
    });
  });
}
