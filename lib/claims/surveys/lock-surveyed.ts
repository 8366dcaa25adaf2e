import type { PartnerUser, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { lockOpenClaim, type Claim } from "../lock-claim";
import { getPoe } from "../proof/queries";
import { partsOf } from "../proof/rules";
import { requirementOf, whyNotYet } from "./rules";
import type { SurveyKind } from "./schema";

/**
 * Takes a claim whose survey of this kind can be sent or filled in, and keeps it from changing until
 * the transaction ends.
 * Refuses with `not_found`, also when the claim has no such survey, with `claim_expired`,
 * `claim_closed` or `claim_changed`, and for a customer's survey, before the workshop began, with
 * `workshop_days_missing` or `workshop_not_begun` (D20).
 */
export async function lockSurveyed(
  tx: Tx<PartnerUser>,
  { number, version }: { number: number; version?: number | undefined },
  kind: SurveyKind,
): Promise<Claim> {
  const claim = await lockOpenClaim(tx, number, version);
  const parts = partsOf(claim.requires, await getPoe(tx, claim));
  if (!parts.some(({ requirement }) => requirement === requirementOf(kind)))
    throw new Refusal("not_found");
  const early = kind === "customer" ? whyNotYet(claim, tx.now) : null;
  if (early !== null) throw new Refusal(early);
  return claim;
}
