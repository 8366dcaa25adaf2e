import { authorize } from "../../access/authorize";
import { transaction, type Ctx } from "../../ctx";
import { askSurvey, type SendInput } from "./ask-survey";

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
  const { surveyId } = await transaction(ctx, (tx) => askSurvey(tx, input));
  return { surveyId };
}
