import type { PartnerUser, Tx } from "../../ctx";
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
 * A step: mails a survey of a claim, or leaves it where it is out to this very person in their language.
 * Refuses with `survey_answered` and like `lockSurveyed` and `askPerson`.
 * @returns the survey that counts from now on; `sent`: it went out now
 */
export async function askSurvey(
  tx: Tx<PartnerUser>,
  input: SendInput,
): Promise<{ surveyId: string; sent: boolean }> {
  const { kind } = input;
  const claim = await lockSurveyed(tx, input, kind);
  const to = recipientOf(claim, input);
  const live = await findLiveSurvey(tx, claim.id, kind);
  if (live?.answeredAt) throw new Refusal("survey_answered");
  if (live && isFor(live, to) && live.language === to.language)
    return { surveyId: live.id, sent: false };
  const { surveyId } = await askPerson(tx, claim, { kind, to, live });
  return { surveyId, sent: true };
}

function recipientOf(claim: Claim, input: SendInput): Recipient {
  if (input.kind === "customer") return customerOf(claim);
  const { colleagueName, colleagueEmail, colleagueLanguage } = input;
  return { name: colleagueName, email: colleagueEmail, language: colleagueLanguage };
}
