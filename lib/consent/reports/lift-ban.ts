import { and, eq, isNull } from "drizzle-orm";
import { consentRequests, contactBans } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { notify } from "../../notify/notify";
import { workshopFacts } from "../facts";
import { getReport, isBanOf } from "./queries";
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
    // All that stand: of tenants that were merged there may be one each.
    const of = { partnerId, tenantId, requestId, email: contactEmail };
    const lifted = await tx.db
      .update(contactBans)
      .set({ liftedAt: tx.now, liftedBy: tx.actor.userId, liftedWhy: why })
      .where(and(isBanOf(of), isNull(contactBans.liftedAt)))
      .returning({ id: contactBans.id, kept: contactBans.contactEmail });
    if (lifted.length === 0) throw new Refusal("already_done");
    // Of one that lost its address nobody is told the hash.
    const address = lifted.find(({ kept }) => !kept.startsWith("banned-"))?.kept ?? contactEmail;
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
      contactEmail: address,
      note: why,
      associationId,
      engagementSlug,
      claimNumber: null,
    });
    for (const { id: banId } of lifted)
      await record(tx, {
        event: "contact.ban_lifted",
        subjectId: associationId,
        partnerId,
        data: { banId, reportId: id, contactEmail: address, why },
      });
  });
}
