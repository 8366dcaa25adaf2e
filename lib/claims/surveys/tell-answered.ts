import type { Tx, Visitor } from "../../ctx";
import { notify } from "../../notify/notify";
import type { AskedSurvey } from "./asked/queries";

/**
 * Tells the partner that a survey was answered by its link: the claim's contact and who sent it when
 * the customer answered, the sender alone when a colleague did. Each once, in their language.
 */
export async function tellAnswered(
  tx: Tx<Visitor>,
  { survey, claim, workshop }: AskedSurvey,
  fullName: string,
): Promise<void> {
  const concern = {
    partnerId: survey.partnerId,
    locationId: claim.locationId,
    contactEmail: survey.kind === "customer" ? claim.partnerContactEmail : null,
    userIds: [survey.createdBy],
  };
  await notify(tx, concern, "survey-answered", {
    ...workshop,
    kind: survey.kind,
    fullName,
    answeredAt: tx.now.toISOString(),
    claimNumber: String(claim.number),
  });
}
