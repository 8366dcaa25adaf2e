import { eq } from "drizzle-orm";
import { claimSurveys, emails, workshopClaims } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { workshopFacts } from "../../consent/facts";
import { takeUndelivered } from "../../consent/tell-undelivered";
import { transaction, type Ctx } from "../../ctx";
import { notify } from "../../notify/notify";
import { isOpen, statusAt } from "../rules";
import { concernOf } from "../tell-claim";

/**
 * D21, as of a request for consent: tells the partner's contact and the sender that a customer survey did
 * not reach the customer, for now or at all. Once for each e-mail, and only while it could be answered.
 */
export async function tellUndeliveredSurvey(
  ctx: Ctx,
  { emailId }: { emailId: string },
): Promise<void> {
  authorize(ctx, "schedule.run");
  await transaction(ctx, async (tx) => {
    const mail = await takeUndelivered(tx, emailId, emails.surveyId);
    if (!mail?.subjectId) return;
    const { state } = mail;
    const [found] = await tx.db
      .select({ survey: claimSurveys, claim: workshopClaims })
      .from(claimSurveys)
      .innerJoin(workshopClaims, eq(workshopClaims.id, claimSurveys.claimId))
      .where(eq(claimSurveys.id, mail.subjectId));
    if (!found) return;
    const { survey, claim } = found;
    const over = survey.answeredAt ?? survey.replacedAt ?? survey.closedAt;
    if (survey.kind !== "customer" || over !== null || !isOpen(statusAt(claim, tx.now))) return;
    const { workshop, engagementSlug } = await workshopFacts(tx, claim.associationId);
    await notify(tx, concernOf(claim, survey.createdBy), "partner-bounced", {
      ...workshop,
      associationId: claim.associationId,
      engagementSlug,
      contactEmail: mail.recipient,
      state,
      claimNumber: String(claim.number),
    });
    await record(tx, {
      event: "survey.undelivered",
      subjectId: claim.id,
      partnerId: claim.partnerId,
      data: {
        surveyId: survey.id,
        kind: survey.kind,
        emailId,
        state,
        recipientEmail: mail.recipient,
      },
    });
  });
}
