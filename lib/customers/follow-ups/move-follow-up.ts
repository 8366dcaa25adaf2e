import { followUps, rowOf } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { getSeenCustomer, isSeenAt } from "../notes/queries";
import { lockFollowUp } from "./queries";
import { dayAt } from "./rules";
import type { MoveInput } from "./schema";

/**
 * K6: a follow-up goes to another day of its location. Refuses as `lockFollowUp`,
 * `setFollowUp` and `dayAt`.
 */
export async function moveFollowUp(ctx: Ctx, input: Omit<MoveInput, "customer">): Promise<void> {
  authorize(ctx, "follow_ups.keep");
  await transaction(ctx, async (tx) => {
    const found = await lockFollowUp(tx, input);
    const { id, partnerId, tenantId, locationId } = found;
    if (!isSeenAt(await getSeenCustomer(tx, tenantId), locationId)) throw new Refusal("not_found");
    await tx.db
      .update(followUps)
      .set({ ...dayAt(input.day, found.timeZone, tx.now), revision: found.revision + 1 })
      .where(rowOf(followUps, partnerId, id));
    const data = { tenantId, day: input.day, before: found.day };
    await record(tx, { event: "follow_up.moved", subjectId: id, data });
  });
}
