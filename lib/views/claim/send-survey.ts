import { authorize } from "../../access/authorize";
import { findLiveSurvey, questionsOf } from "../../claims/surveys/queries";
import { whyClosed } from "../../claims/rules";
import { whyNotYet } from "../../claims/surveys/rules";
import { getConfig } from "../../config";
import type { Locale, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { minutesUntil } from "../../mail/rules";
import { lastLinkAt } from "../../claims/surveys/queries";
import { claimHead, type ClaimHead } from "./details";
import { hasSurvey } from "./surveys";
import { questionsIn } from "./survey-answers";
import { personName } from "../../input";

export type SendSurveyView = ClaimHead & {
  /** Sent before, to the same person: this is another e-mail of the same survey (W7). */
  again: boolean;
  /** Why nothing can be sent (now); null: it can. */
  why:
    | null
    | "claim_closed"
    | "claim_expired"
    | "survey_answered"
    | "workshop_days_missing"
    | "workshop_not_begun"
    | "contact_waiting"
    | "contact_refused";
  to: { name: string; email: string; language: Locale };
  /** D19: it goes out once the programme releases the contact. */
  waits: boolean;
  /** 0: it can be sent now. */
  minutesToResend: number;
  /** As the customer reads them. */
  questions: string[];
};

/**
 * The page before a customer survey is sent, or sent again: what goes to whom (D20).
 * Throws `no_role`, and `not_found` also for a claim that asks for no such survey.
 */
export async function sendSurveyView(
  tx: Tx,
  { claimNumber }: { claimNumber: string },
): Promise<SendSurveyView> {
  authorize(tx, "surveys.send");
  const head = await claimHead(tx, claimNumber);
  const { claim, status, contactRelease } = head;
  if (!hasSurvey(claim, "customer")) throw new Refusal("not_found");
  const live = await findLiveSurvey(tx, claim.id, "customer");
  const { contact } = claim;
  const to = live
    ? { name: live.recipientName, email: live.recipientEmail, language: live.language }
    : {
        name: personName(contact.firstName, contact.lastName),
        email: contact.email,
        language: contact.language,
      };
  const asked = live?.questions ?? (await questionsOf(tx, claim.id)).customer;
  const lastMailAt = live ? await lastLinkAt(tx, live.id) : null;
  const standing = contactRelease?.standing ?? null;
  const withheld =
    standing === "refused"
      ? "contact_refused"
      : standing === "waiting" && live
        ? "contact_waiting"
        : null;
  return {
    ...head,
    again: live !== undefined,
    why:
      whyClosed(status) ??
      (live?.answeredAt ? "survey_answered" : null) ??
      whyNotYet(claim, tx.now) ??
      withheld,
    to,
    waits: standing === "waiting",
    minutesToResend: minutesUntil(lastMailAt, getConfig().MAIL_ROUND_MINUTES, tx.now),
    questions: questionsIn(to.language, asked).map(({ label }) => label),
  };
}
