import { authorize } from "../../access/authorize";
import { transaction, type Ctx, type Visitor } from "../../ctx";
import { fieldErrors, Refusal, refuseIfAny } from "../../errors";
import { dateIn } from "../../time/deadline";
import { getAskedSurvey } from "./asked/queries";
import { checkAnswer } from "./check-answer";
import { closeOwnSurvey } from "./close-own";
import { lockSurvey, refuseClosedSurvey } from "./lock-survey";
import { readAnswers } from "./rules";
import { answerInput } from "./schema";
import { storeAnswer } from "./store-answer";
import { tellAnswered } from "./tell-answered";

/** `to_confirm`: something about it is odd; it counts once the person confirms it on a second page. */
export type SurveyAnswer = { kind: "stored" | "to_confirm" };

/**
 * Takes the answer of the person behind a link to their survey, the customer's or a colleague's (W4,
 * W5, W7), from the form of the public page. A form that no person sent is refused and stores nothing.
 * Refuses with what is wrong at each field, with `whyNoForm`'s reasons, and with `survey_answered`,
 * `survey_replaced`, `other_contact` (D19), `claim_closed` or `claim_expired`.
 * @param posted the form as posted; `confirm` is set on the second page
 * @param saysLanguages the browser told its user's languages
 */
export async function answerSurvey(
  ctx: Ctx,
  { posted, saysLanguages }: { posted: Record<string, string>; saysLanguages: boolean },
): Promise<SurveyAnswer> {
  authorize(ctx, "survey.answer");
  const parsed = answerInput.safeParse(posted);
  const result = await transaction<Visitor, SurveyAnswer | null>(ctx, async (tx) => {
    const known = await getAskedSurvey(tx);
    refuseClosedSurvey(known, tx.now);
    const today = dateIn(tx.now, known.workshop.timeZone);
    const { answers, errors } = readAnswers(known.survey.questions, posted, today);
    if (!parsed.success) {
      refuseIfAny([...errors, ...fieldErrors(parsed.error)]);
      throw parsed.error;
    }
    refuseIfAny(errors);
    const { stamp, more, fullName } = parsed.data;
    const confirming = posted.confirm !== undefined;
    const form = { stamp, more, fullName, answers, saysLanguages, confirming };
    const { toConfirm } = checkAnswer(tx, known, form);

    const asked = await lockSurvey(tx, known);
    refuseClosedSurvey(asked, tx.now);
    if (await closeOwnSurvey(tx, asked.survey, asked.claim)) return null;
    if (toConfirm) return { kind: "to_confirm" };
    await storeAnswer(tx, asked.survey, { fullName, answers });
    await tellAnswered(tx, asked, fullName);
    return { kind: "stored" };
  });
  if (result === null) throw new Refusal("other_contact");
  return result;
}
