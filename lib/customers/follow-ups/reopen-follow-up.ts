import { followUps, rowOf } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { lockFollowUp } from "./queries";
import type { DoneInput } from "./schema";

/** K12: a follow-up that was done by mistake waits again, on its day. Refuses as `lockFollowUp`. */
export async function reopenFollowUp(ctx: Ctx, input: Omit<DoneInput, "customer">): Promise<void> {
  authorize(ctx, "follow_ups.keep");
  await transaction(ctx, async (tx) => {
    const { id, partnerId, tenantId, revision } = await lockFollowUp(tx, { ...input, done: true });
    await tx.db
      .update(followUps)
      .set({ doneAt: null, doneBy: null, revision: revision + 1 })
      .where(rowOf(followUps, partnerId, id));
    await record(tx, { event: "follow_up.reopened", subjectId: id, data: { tenantId } });
  });
}
