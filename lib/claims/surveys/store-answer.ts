import { claimSurveys } from "@/db/schema";
import { fingerprint } from "../../audit/fingerprint";
import { record } from "../../audit/record";
import type { PartnerUser, Tx, Visitor } from "../../ctx";
import { Refusal } from "../../errors";
import { isPartnerNetwork } from "../../visitors/partner-network";
import { isUnanswered, type Survey } from "./queries";
import type { Answers } from "./rules";

/**
 * Stores the one answer to a survey and records it, with what proves it. The condition stands in the
 * UPDATE: an answer or a replacement that came first wins.
 * Refuses with `survey_answered`.
 */
export async function storeAnswer(
  tx: Tx<PartnerUser> | Tx<Visitor>,
  survey: Pick<Survey, "id" | "claimId" | "kind">,
  { fullName, answers }: { fullName: string; answers: Answers },
): Promise<void> {
  const visitor = tx.actor.kind === "visitor" ? tx.actor : null;
  const seen = {
    ipAddress: visitor?.ipAddress ?? null,
    userAgent: visitor?.userAgent ?? null,
    partnerNetwork:
      survey.kind === "customer" && visitor !== null
        ? await isPartnerNetwork({ ...tx, actor: visitor })
        : false,
  };
  const stored = await tx.db
    .update(claimSurveys)
    .set({ answeredAt: tx.now, answeredName: fullName, answers, ...seen })
    .where(isUnanswered(survey.id))
    .returning({ id: claimSurveys.id });
  if (stored.length === 0) throw new Refusal("survey_answered");
  await record(tx, {
    event: "survey.answered",
    subjectId: survey.claimId,
    data: {
      surveyId: survey.id,
      kind: survey.kind,
      fullName,
      answers,
      linkId: visitor?.linkId ?? null,
      proof: fingerprint([fullName, seen.ipAddress, seen.userAgent]),
      ...seen,
    },
  });
}
