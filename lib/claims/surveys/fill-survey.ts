import { claimSurveys } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { transaction, type Ctx, type PartnerUser, type Tx } from "../../ctx";
import { refuseIfAny, Refusal } from "../../errors";
import { usualOf } from "../../installation";
import { dateIn } from "../../time/deadline";
import type { Claim } from "../lock-claim";
import { lockSurveyed } from "./lock-surveyed";
import { findLiveSurvey, questionsOf, type Survey } from "./queries";
import { readAnswers, sameAnswers } from "./rules";
import { storeAnswer } from "./store-answer";

/**
 * W5: the partner fills in the partner survey on the claim itself, also when a colleague was asked:
 * their link then says that it was answered. The same answers sent twice count once.
 * Refuses with what is wrong at each question, with `not_found`, `claim_expired`, `claim_closed` and
 * `survey_answered`.
 * @param typed what stands in the form, by field (`fieldOf`)
 */
export async function fillSurvey(
  ctx: Ctx,
  { number, typed }: { number: number; typed: Record<string, string> },
): Promise<void> {
  authorize(ctx, "surveys.fill");
  await transaction(ctx, async (tx) => {
    const claim = await lockSurveyed(tx, { number }, "partner");
    const live = await findLiveSurvey(tx, claim.id, "partner");
    const questions = live?.questions ?? (await questionsOf(tx, claim.id)).partner;
    const { answers, errors } = readAnswers(questions, typed, dateIn(tx.now, claim.timeZone));
    if (live?.answeredAt) {
      const again = live.answeredName === tx.actor.name && sameAnswers(live.answers ?? {}, answers);
      if (again) return;
      throw new Refusal("survey_answered");
    }
    refuseIfAny(errors);
    const survey = live ?? (await makeOwn(tx, claim, questions));
    await storeAnswer(tx, survey, { fullName: tx.actor.name, answers });
  });
}

/** A survey that asks whoever fills it in. */
async function makeOwn(
  tx: Tx<PartnerUser>,
  claim: Claim,
  questions: Survey["questions"],
): Promise<Survey> {
  const [survey] = await tx.db
    .insert(claimSurveys)
    .values({
      partnerId: claim.partnerId,
      claimId: claim.id,
      kind: "partner",
      recipientName: tx.actor.name,
      recipientEmail: tx.actor.email,
      language: tx.actor.locale ?? (await usualOf(tx)).language,
      questions,
      createdAt: tx.now,
      createdBy: tx.actor.userId,
    })
    .returning();
  if (!survey) throw new Error("the survey was not written");
  return survey;
}
