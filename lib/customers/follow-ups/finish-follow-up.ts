import { followUps, rowOf } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { lockFollowUp } from "./queries";
import type { DoneInput } from "./schema";

/** K6: a follow-up is done, and waits no more. Refuses as `lockFollowUp`. */
export async function finishFollowUp(ctx: Ctx, input: Omit<DoneInput, "customer">): Promise<void> {
  authorize(ctx, "follow_ups.keep");
  await transaction(ctx, async (tx) => {
    const { id, partnerId, tenantId, revision } = await lockFollowUp(tx, input);
    await tx.db
      .update(followUps)
      .set({ doneAt: tx.now, doneBy: tx.actor.userId, revision: revision + 1 })
      .where(rowOf(followUps, partnerId, id));
    await record(tx, { event: "follow_up.done", subjectId: id, data: { tenantId } });
  });
}
