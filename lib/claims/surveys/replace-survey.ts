import { eq } from "drizzle-orm";
import { claimSurveys } from "@/db/schema";
import type { PartnerUser, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import type { Claim } from "../lock-claim";
import { askPerson } from "./ask-person";
import { customerOf, isFor } from "./customer-of";
import { findLiveSurvey } from "./queries";

/**
 * W8, W9: what a change of the customer contact does to the customer survey, as a step of the verb
 * that edits the claim. An unanswered survey that asks somebody else than the contact is void from
 * now on, and a new one goes to the new contact. One that was never sent stays so; one that
 * was answered stays as it is: the database keeps its contact.
 * @param claim the locked claim with its new contact, after it was written, still open and in time
 * Refuses with `survey_goes_out` before the actor has seen to whom it goes (D20).
 * @returns the new survey and its e-mail; null when nobody else is asked
 */
export async function replaceCustomerSurvey(
  tx: Tx<PartnerUser>,
  claim: Claim,
  confirmed: boolean,
): Promise<{ surveyId: string; emailId: string | null } | null> {
  const live = await findLiveSurvey(tx, claim.id, "customer");
  if (!live || live.answeredAt !== null) return null;
  const to = customerOf(claim);
  if (!isFor(live, to) && !confirmed) throw new Refusal("survey_goes_out");
  if (!isFor(live, to)) return askPerson(tx, claim, { kind: "customer", to, live });
  if (live.language !== to.language) {
    await tx.db
      .update(claimSurveys)
      .set({ language: to.language })
      .where(eq(claimSurveys.id, live.id));
  }
  return null;
}
