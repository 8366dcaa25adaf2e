import { authorize } from "../../access/authorize";
import { transaction, type Ctx } from "../../ctx";
import { Refusal } from "../../errors";
import type { Claim } from "../lock-claim";
import { askPerson, type Recipient } from "./ask-person";
import { customerOf, isFor } from "./customer-of";
import { lockSurveyed } from "./lock-surveyed";
import { findLiveSurvey } from "./queries";
import type { ColleagueInput } from "./schema";

export type SendInput =
  | { kind: "customer"; number: number; version?: number | undefined }
  | ({ kind: "partner" } & ColleagueInput);

/**
 * Mails a survey of a claim: the customer's to the claim's customer contact (W6), the partner's to a
 * colleague (W5). Sent to another person, it replaces the former one, whose links then say so. Sent
 * twice to the same person, it goes out once.
 * Refuses with `survey_answered` and like `lockSurveyed`: the customer's with `workshop_days_missing` or
 * `workshop_not_begun` before the workshop (D20).
 * @param input the customer's with the version of the claim that its page showed
 * @returns the survey that counts from now on
 */
export async function sendSurvey(ctx: Ctx, input: SendInput): Promise<{ surveyId: string }> {
  authorize(ctx, "surveys.send");
  return transaction(ctx, async (tx) => {
    const { kind } = input;
    const claim = await lockSurveyed(tx, input, kind);
    const to = recipientOf(claim, input);
    const live = await findLiveSurvey(tx, claim.id, kind);
    if (live?.answeredAt) throw new Refusal("survey_answered");
    if (live && isFor(live, to) && live.language === to.language) return { surveyId: live.id };
    const { surveyId } = await askPerson(tx, claim, { kind, to, live });
    return { surveyId };
  });
}

function recipientOf(claim: Claim, input: SendInput): Recipient {
  if (input.kind === "customer") return customerOf(claim);
  const { colleagueName, colleagueEmail, colleagueLanguage } = input;
  return { name: colleagueName, email: colleagueEmail, language: colleagueLanguage };
}
