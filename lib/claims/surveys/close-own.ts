import { claimSurveys } from "@/db/schema";
import { record } from "../../audit/record";
import { tellOtherContact } from "../../consent/contacts/close-own";
import { contactFacts } from "../../consent/contacts/queries";
import { whyNotContact } from "../../consent/contacts/rules";
import type { Tx } from "../../ctx";
import type { RefusalCode } from "../../errors";
import type { Claim } from "../lock-claim";
import { concernOf } from "../tell-claim";
import { isUnanswered, type Survey } from "./queries";

type Asked = Pick<
  Claim,
  | "id"
  | "number"
  | "partnerId"
  | "tenantId"
  | "locationId"
  | "associationId"
  | "partnerContactEmail"
>;

/**
 * D19: what `closeOwnContact` does to a request, done to an unanswered customer survey whose contact can
 * be none any more. A step, under the lock of the claim. Its transaction must commit also when the act is
 * refused.
 * @returns why it was closed; null: it was not
 */
export async function closeOwnSurvey(
  tx: Tx,
  survey: Pick<Survey, "id" | "kind" | "recipientEmail" | "createdBy">,
  claim: Asked,
): Promise<RefusalCode | null> {
  if (survey.kind !== "customer") return null;
  const { recipientEmail } = survey;
  const why = whyNotContact(
    recipientEmail,
    await contactFacts(tx, claim),
    claim.partnerContactEmail,
  );
  if (why === null) return null;
  const closed = await tx.db
    .update(claimSurveys)
    .set({ closedAt: tx.now })
    .where(isUnanswered(survey.id))
    .returning({ id: claimSurveys.id });
  if (closed.length === 0) return null;
  await tellOtherContact(tx, {
    associationId: claim.associationId,
    contactEmail: recipientEmail,
    why,
    claimNumber: String(claim.number),
    concern: concernOf({ ...claim, submittedBy: survey.createdBy }),
  });
  await record(tx, {
    event: "survey.closed",
    subjectId: claim.id,
    partnerId: claim.partnerId,
    data: { surveyId: survey.id, kind: survey.kind, recipientEmail, why },
  });
  return why;
}
