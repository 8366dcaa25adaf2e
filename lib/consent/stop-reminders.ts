import { eq, isNull, and } from "drizzle-orm";
import { consentRequests, reminderSwitches } from "@/db/schema";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { transaction, type Ctx } from "../ctx";

/**
 * "No more reminders" (RFC 8058): turns the reminders of the visitor's request off. It is never an
 * answer to the request, and links keep working. Doing it again changes nothing.
 */
export async function stopReminders(ctx: Ctx): Promise<void> {
  authorize(ctx, "consent.stop_reminders");
  await transaction(ctx, async (tx) => {
    const { partnerId, requestId } = tx.actor;
    const [first] = await tx.db
      .update(reminderSwitches)
      .set({ offAt: tx.now })
      .where(
        and(
          eq(reminderSwitches.partnerId, partnerId),
          eq(reminderSwitches.requestId, requestId),
          isNull(reminderSwitches.offAt),
        ),
      )
      .returning({ id: reminderSwitches.id });
    const [request] = await tx.db
      .update(consentRequests)
      .set({ remindersOn: false })
      .where(
        and(
          eq(consentRequests.partnerId, partnerId),
          eq(consentRequests.id, requestId),
          eq(consentRequests.remindersOn, true),
        ),
      )
      .returning({ associationId: consentRequests.associationId });
    if (first && request) {
      await record(tx, {
        event: "consent.reminders_stopped",
        subjectId: request.associationId,
        data: { requestId },
      });
    }
  });
}
