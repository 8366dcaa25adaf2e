import { claimSurveys } from "@/db/schema";
import { record } from "../../audit/record";
import { mayMail } from "../../consent/contacts/may-mail";
import { contactFacts } from "../../consent/contacts/queries";
import { isBanned } from "../../consent/contacts/rules";
import type { Locale, PartnerUser, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import type { Claim } from "../lock-claim";
import { postSurvey } from "./post-survey";
import { isUnanswered, questionsOf, type Survey } from "./queries";
import type { SurveyKind } from "./schema";

export type Recipient = { name: string; email: string; language: Locale };

/**
 * Makes a survey of a locked claim with the questions of today, mails it to a person and records it.
 * It replaces an unanswered one, whose links then say so (W8); an answered one refuses with
 * `survey_answered`. A customer's contact who waits for the programme's release is mailed later (D19).
 * Refuses like `mayMail`; with `contact_stopped` also a colleague whom the partner may not write to.
 * @returns the ids of the survey and of its e-mail
 */
export async function askPerson(
  tx: Tx<PartnerUser>,
  claim: Claim,
  { kind, to, live }: { kind: SurveyKind; to: Recipient; live: Survey | undefined },
): Promise<{ surveyId: string; emailId: string | null }> {
  if (kind === "partner" && isBanned(to.email, await contactFacts(tx, claim)))
    throw new Refusal("contact_stopped", { field: "colleagueEmail" });
  const releaseId = kind === "customer" ? claim.contactReleaseId : null;
  const partnerEmail = claim.partnerContactEmail;
  const now =
    kind === "partner" ||
    (await mayMail(tx, { ...claim, email: to.email, releaseId, partnerEmail }));
  if (live) await voidSurvey(tx, live);
  const [survey] = await tx.db
    .insert(claimSurveys)
    .values({
      partnerId: claim.partnerId,
      claimId: claim.id,
      kind,
      recipientName: to.name,
      recipientEmail: to.email,
      language: to.language,
      questions: (await questionsOf(tx, claim.id))[kind],
      createdAt: tx.now,
      createdBy: tx.actor.userId,
      releaseId,
    })
    .returning();
  if (!survey) throw new Error("the survey was not written");
  const { emailId, linkId } = now
    ? await postSurvey(tx, claim, survey)
    : { emailId: null, linkId: null };
  if (live) {
    await record(tx, {
      event: "survey.replaced",
      subjectId: claim.id,
      data: { surveyId: live.id, kind, recipientEmail: live.recipientEmail, by: survey.id },
    });
  }
  await record(tx, {
    event: "survey.sent",
    subjectId: claim.id,
    data: {
      surveyId: survey.id,
      kind,
      recipientEmail: to.email,
      language: to.language,
      emailId,
      linkId,
      waiting: !now,
    },
  });
  return { surveyId: survey.id, emailId };
}

async function voidSurvey(tx: Tx<PartnerUser>, survey: Survey): Promise<void> {
  const voided = await tx.db
    .update(claimSurveys)
    .set({ replacedAt: tx.now })
    .where(isUnanswered(survey.id))
    .returning({ id: claimSurveys.id });
  if (voided.length === 0) throw new Refusal("survey_answered");
}
