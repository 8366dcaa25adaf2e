import { authorize } from "../access/authorize";
import { getClaim, type Claim } from "../claims/queries";
import { getEditable } from "../claims/surveys/claim/queries";
import type { Tx } from "../ctx";
import { Refusal } from "../errors";
import { daysLeft, lastDate } from "../time/deadline";
import { claimSurveys, type SurveysView } from "./claim-surveys";

export type ClaimDetails = {
  claim: Claim;
  surveys: SurveysView;
  partnerName: string;
  /** The last day to submit, as YYYY-MM-DD in the location's zone, and the days left; null when it does not run. */
  deadline: { date: string; daysLeft: number } | null;
};

/** The details of one workshop claim in any status (section 6). Throws `no_role`, `not_found`. */
export async function claimDetails(tx: Tx, claimNumber: string): Promise<ClaimDetails> {
  authorize(tx, "claims.read");
  if (!/^[1-9]\d{6}$/.test(claimNumber)) throw new Refusal("not_found");
  const claim = await getClaim(tx, Number(claimNumber));
  const { deliveryDueAt, submittedAt, endedAt, timeZone } = claim;
  const running = deliveryDueAt !== null && submittedAt === null && endedAt === null;
  return {
    claim,
    surveys: await claimSurveys(tx, await getEditable(tx, claim.number)),
    partnerName: tx.actor.partnerName,
    deadline:
      running && tx.now < deliveryDueAt
        ? {
            date: lastDate(deliveryDueAt, timeZone),
            daysLeft: daysLeft(deliveryDueAt, tx.now, timeZone),
          }
        : null,
  };
}
