import { and, eq } from "drizzle-orm";
import { consentLinks, consentRequests, contactBans, reminders, rowOf } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { transaction, type Ctx } from "../../ctx";
import { notify } from "../../notify/notify";
import { workshopFacts } from "../facts";
import { postEnded } from "../post-ended";

/**
 * D18, D19: tells the partner and the contact, once for a round, that the programme stopped a request, or
 * that it may ask this address no more when the request was over already; and the partner why.
 */
export async function tellStopped(
  ctx: Ctx,
  { partnerId, banId, requestId }: { partnerId: string; banId: string; requestId: string },
): Promise<void> {
  authorize(ctx, "schedule.run");
  await transaction(ctx, async (tx) => {
    const [found] = await tx.db
      .select({ ban: contactBans, request: consentRequests })
      .from(contactBans)
      .innerJoin(consentRequests, rowOf(consentRequests, contactBans.partnerId, requestId))
      .where(rowOf(contactBans, partnerId, banId));
    if (!found) return;
    const { ban, request } = found;
    const { associationId, contactEmail } = request;
    const [first] = await tx.db
      .insert(reminders)
      .values({
        partnerId,
        associationId,
        kind: "stopped",
        daysBefore: 0,
        dueAt: ban.bannedAt,
        createdAt: tx.now,
      })
      .onConflictDoNothing()
      .returning({ id: reminders.id });
    if (!first) return;
    const stopped = request.closedAt?.getTime() === ban.bannedAt.getTime();
    const facts = await workshopFacts(tx, associationId);
    const { workshop, engagementSlug, locationId } = facts;
    const to = { contactEmail: request.partnerContactEmail, userIds: [request.sentBy] };
    await notify(tx, { partnerId, locationId, ...to }, "partner-contact-decision", {
      ...workshop,
      decision: stopped ? "stopped" : "banned",
      contactEmail,
      note: ban.reason,
      associationId,
      engagementSlug,
      claimNumber: null,
    });
    const mailed = await tx.db.$count(
      consentLinks,
      and(eq(consentLinks.partnerId, partnerId), eq(consentLinks.requestId, requestId)),
    );
    if (mailed > 0) await postEnded(tx, { facts, request, by: stopped ? "programme" : "banned" });
  });
}
