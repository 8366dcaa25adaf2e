import { and, eq, isNull } from "drizzle-orm";
import { claimSurveys, rowOf, workshopClaims } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { getRelease } from "../../consent/contacts/queries";
import { lockTenantOf } from "../../consent/lock-tenant";
import { reading, transaction, type Ctx, type System } from "../../ctx";
import { isOpen, statusAt } from "../rules";
import { closeOwnSurvey } from "./close-own";
import { postSurvey } from "./post-survey";
import { lastLinkAt } from "./queries";
import { whyNotYet } from "./rules";

/**
 * D19: mails the customer surveys that waited for a release, where they can still be answered and the
 * contact has not become the partner's own since; each once.
 */
export async function sendReleasedSurveys(
  ctx: Ctx,
  release: { partnerId: string; releaseId: string },
): Promise<void> {
  authorize(ctx, "schedule.run");
  const waiting = await reading(ctx, async (tx) => {
    if ((await getRelease(tx, release))?.decision !== "released") return [];
    return tx.db
      .select({
        id: claimSurveys.id,
        partnerId: claimSurveys.partnerId,
        claimId: claimSurveys.claimId,
      })
      .from(claimSurveys)
      .where(
        and(
          eq(claimSurveys.partnerId, release.partnerId),
          eq(claimSurveys.releaseId, release.releaseId),
          isNull(claimSurveys.replacedAt),
          isNull(claimSurveys.closedAt),
          isNull(claimSurveys.answeredAt),
        ),
      );
  });
  for (const survey of waiting) await sendOne(ctx, survey);
}

async function sendOne(
  ctx: Ctx<System>,
  { id, partnerId, claimId }: { id: string; partnerId: string; claimId: string },
): Promise<void> {
  await transaction(ctx, async (tx) => {
    const mine = rowOf(workshopClaims, partnerId, claimId);
    const [known] = await tx.db
      .select({ associationId: workshopClaims.associationId })
      .from(workshopClaims)
      .where(mine);
    if (!known) return;
    await lockTenantOf(tx, known.associationId);
    const [claim] = await tx.db.select().from(workshopClaims).where(mine).for("update");
    const [survey] = await tx.db
      .select()
      .from(claimSurveys)
      .where(rowOf(claimSurveys, partnerId, id));
    if (!claim || !survey || !isOpen(statusAt(claim, tx.now))) return;
    if (whyNotYet(claim, tx.now) !== null) return;
    if (survey.replacedAt !== null || survey.answeredAt !== null || survey.closedAt !== null)
      return;
    if ((await lastLinkAt(tx, id)) !== null) return;
    if (await closeOwnSurvey(tx, survey, claim)) return;
    const { emailId, linkId } = await postSurvey(tx, claim, survey);
    await record(tx, {
      event: "survey.released",
      subjectId: claimId,
      partnerId: claim.partnerId,
      data: {
        surveyId: id,
        kind: survey.kind,
        recipientEmail: survey.recipientEmail,
        emailId,
        linkId,
      },
    });
  });
}
