import { roundOf, workshopFacts } from "../../consent/facts";
import type { PartnerUser, System, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { post } from "../../mail/post";
import { createLink } from "../../visitors/create-link";
import type { Claim } from "../lock-claim";
import { dueOf } from "../rules";
import type { Survey } from "./queries";
import { whyNotYet } from "./rules";

/**
 * Writes the e-mail that asks for a survey, with a new link of its own: to the customer from the
 * partner's contact, to a colleague from whoever sends it (W5, W7).
 * Refuses a customer's before the workshop began (`whyNotYet`, D20).
 * @returns the ids of the e-mail and its link
 */
export async function postSurvey(
  tx: Tx<PartnerUser> | Tx<System>,
  claim: Claim,
  survey: Survey,
): Promise<{ emailId: string; linkId: string }> {
  const facts = await workshopFacts(tx, claim.associationId);
  const { workshop } = facts;
  const dueAt = dueOf(claim);
  if (dueAt === null) throw new Refusal("claim_closed");
  const early = survey.kind === "customer" ? whyNotYet(claim, tx.now) : null;
  if (early !== null) throw new Refusal(early);
  const linkId = await createLink(tx, "survey", survey);
  const mail = {
    language: survey.language,
    to: survey.recipientEmail,
    partnerId: survey.partnerId,
    surveyId: survey.id,
    round: roundOf(facts),
  };
  const known = {
    ...workshop,
    linkId,
    contactName: survey.recipientName,
    dueAt: dueAt.toISOString(),
  };
  if (survey.kind === "customer") {
    const contact = { name: claim.partnerContactName, email: claim.partnerContactEmail, phone: "" };
    const emailId = await post(tx, {
      ...mail,
      template: "survey-request",
      replyTo: contact.email,
      fromName: workshop.partnerName,
      variables: { ...known, partnerContact: contact },
    });
    return { emailId, linkId };
  }
  if (tx.actor.kind !== "partner") throw new Error("a colleague is asked by a person");
  const emailId = await post(tx, {
    ...mail,
    template: "partner-survey-request",
    replyTo: tx.actor.email,
    fromName: tx.actor.name,
    variables: { ...known, senderName: tx.actor.name, claimNumber: String(claim.number) },
  });
  return { emailId, linkId };
}
