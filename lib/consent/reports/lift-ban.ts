import { and, eq, isNull } from "drizzle-orm";
import { consentRequests, contactBans } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { notify } from "../../notify/notify";
import { workshopFacts } from "../facts";
import { findBan, getReport } from "./queries";
import type { LiftBanInput } from "./schema";

/**
 * D19: staff let a partner ask an address again that it had been forbidden to ask, with a reason. The
 * partner is told. What was closed stays closed (D18): with days left it may ask anew.
 * Refuses with `not_found`, `own_company`, and with `already_done` when the address is not forbidden (any more).
 */
export async function liftBan(ctx: Ctx, { report: id, why }: LiftBanInput): Promise<void> {
  authorize(ctx, "reports.handle");
  await transaction(ctx, async (tx) => {
    const report = await getReport(tx, id);
    const { partnerId, tenantId, associationId, requestId, contactEmail } = report;
    const found = await findBan(tx, { partnerId, tenantId, email: contactEmail });
    if (!found) throw new Refusal("already_done");
    const lifted = await tx.db
      .update(contactBans)
      .set({ liftedAt: tx.now, liftedBy: tx.actor.userId, liftedWhy: why })
      .where(
        and(
          eq(contactBans.partnerId, partnerId),
          eq(contactBans.id, found.ban.id),
          isNull(contactBans.liftedAt),
        ),
      )
      .returning({ id: contactBans.id });
    if (lifted.length === 0) throw new Refusal("already_done");
    const [request] = await tx.db
      .select({ email: consentRequests.partnerContactEmail, sentBy: consentRequests.sentBy })
      .from(consentRequests)
      .where(eq(consentRequests.id, requestId));
    if (!request) throw new Refusal("not_found");
    const { workshop, engagementSlug, locationId } = await workshopFacts(tx, associationId);
    const concern = { contactEmail: request.email, userIds: [request.sentBy] };
    await notify(tx, { partnerId, locationId, ...concern }, "partner-contact-decision", {
      ...workshop,
      decision: "lifted",
      contactEmail: found.ban.contactEmail,
      note: why,
      associationId,
      engagementSlug,
      claimNumber: null,
    });
    await record(tx, {
      event: "contact.ban_lifted",
      subjectId: associationId,
      partnerId,
      data: { banId: found.ban.id, reportId: id, contactEmail: found.ban.contactEmail, why },
    });
  });
}
