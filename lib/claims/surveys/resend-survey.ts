import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { mayMail } from "../../consent/contacts/may-mail";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import { closeOwnSurvey } from "./close-own";
import { lockSurveyed } from "./lock-surveyed";
import { postSurvey } from "./post-survey";
import { findLiveSurvey } from "./queries";
import type { SurveyKind } from "./schema";

/**
 * W7: a new e-mail with a new link of the same survey, to the same person, inside the window. Older
 * links still work.
 * Refuses with `not_found` when it was never sent, `survey_answered`, like `lockSurveyed` (D20), with `contact_waiting` and like `mayMail` (D19), and like `post` past a limit (D25).
 */
export async function resendSurvey(
  ctx: Ctx,
  { kind, ...which }: { number: number; version?: number | undefined; kind: SurveyKind },
): Promise<{ emailId: string }> {
  authorize(ctx, "surveys.send");
  const result = await transaction(ctx, async (tx) => {
    const claim = await lockSurveyed(tx, which, kind);
    const survey = await findLiveSurvey(tx, claim.id, kind);
    if (!survey) throw new Refusal("not_found");
    if (survey.answeredAt !== null) throw new Refusal("survey_answered");
    const why = await closeOwnSurvey(tx, survey, claim);
    if (why !== null) return { why };
    const { partnerId, tenantId, partnerContactEmail: partnerEmail } = claim;
    const { recipientEmail: email, releaseId } = survey;
    const to = { partnerId, tenantId, email, releaseId, partnerEmail };
    if (kind === "customer" && !(await mayMail(tx, to))) throw new Refusal("contact_waiting");
    const { emailId, linkId } = await postSurvey(tx, claim, survey);
    await record(tx, {
      event: "survey.resent",
      subjectId: claim.id,
      data: {
        surveyId: survey.id,
        kind,
        recipientEmail: survey.recipientEmail,
        emailId,
        linkId,
      },
    });
    return { emailId };
  });
  if (result.why !== undefined) throw new Refusal(result.why);
  return result;
}
