import { eq } from "drizzle-orm";
import { consentLinks, consentRequests, reminders } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { transaction, type Ctx } from "../../ctx";
import { notify } from "../../notify/notify";
import { workshopFacts } from "../facts";
import { postEnded } from "../post-ended";

/** D18: tells the partner and the contact, once, that the programme stopped a request, and the partner why. */
export async function tellStopped(
  ctx: Ctx,
  { requestId, reason }: { requestId: string; reason: string },
): Promise<void> {
  authorize(ctx, "schedule.run");
  await transaction(ctx, async (tx) => {
    const [request] = await tx.db
      .select()
      .from(consentRequests)
      .where(eq(consentRequests.id, requestId));
    if (request?.closedFor !== "programme" || request.closedAt === null) return;
    const { partnerId, associationId, contactEmail, closedAt: dueAt } = request;
    const [first] = await tx.db
      .insert(reminders)
      .values({
        partnerId,
        associationId,
        kind: "stopped",
        daysBefore: 0,
        dueAt,
        createdAt: tx.now,
      })
      .onConflictDoNothing()
      .returning({ id: reminders.id });
    if (!first) return;
    const facts = await workshopFacts(tx, associationId);
    const { workshop, engagementSlug, locationId } = facts;
    const to = { contactEmail: request.partnerContactEmail, userIds: [request.sentBy] };
    await notify(tx, { partnerId, locationId, ...to }, "partner-contact-decision", {
      ...workshop,
      decision: "stopped",
      contactEmail,
      note: reason,
      associationId,
      engagementSlug,
      claimNumber: null,
    });
    const mailed = await tx.db.$count(consentLinks, eq(consentLinks.requestId, requestId));
    if (mailed > 0) await postEnded(tx, { facts, request, by: "programme" });
  });
}
