import { and, eq } from "drizzle-orm";
import { associations, consentRequests } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { enqueue } from "../../queue/enqueue";
import { lockTenantOf } from "../lock-tenant";
import { isLive } from "../queries";
import { whyNotAsk } from "../rules";
import { getReport } from "./queries";
import type { StopRequestInput } from "./schema";

/**
 * Staff stop a request that somebody reported: it is closed for good (D18), its links say so, and both
 * the partner and the contact are told, by the job that this leaves. The round goes on: the partner
 * may ask somebody else, but not the same person again.
 * Refuses with `not_found`, `own_company`, and with `wrong_state` when the request has ended already.
 */
export async function stopRequest(
  ctx: Ctx,
  { report: id, reason }: StopRequestInput,
): Promise<void> {
  authorize(ctx, "reports.handle");
  await transaction(ctx, async (tx) => {
    const { partnerId, requestId, associationId } = await getReport(tx, id);
    await lockTenantOf(tx, associationId);
    const mine = eq(associations.id, associationId);
    const [round] = await tx.db.select().from(associations).where(mine);
    if (!round || whyNotAsk(round, tx.now) !== null) throw new Refusal("wrong_state");
    const stopped = await tx.db
      .update(consentRequests)
      .set({ closedAt: tx.now, closedFor: "programme" })
      .where(and(eq(consentRequests.id, requestId), isLive(associationId)))
      .returning({ id: consentRequests.id });
    if (stopped.length === 0) throw new Refusal("wrong_state");
    await enqueue(tx, "tell-stopped", { requestId, reason });
    await record(tx, {
      event: "consent.stopped",
      subjectId: associationId,
      partnerId,
      data: { reportId: id, requestId, reason },
    });
  });
}
