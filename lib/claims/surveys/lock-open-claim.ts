import type { PartnerUser, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { lockClaim, type Claim } from "../lock-claim";
import { requirementOf, whyClosed } from "./rules";
import type { SurveyKind } from "./schema";

/**
 * Takes a claim whose survey of this kind can be sent or filled in, and keeps it from changing until
 * the transaction ends.
 * Refuses with `not_found`, also when the claim requires no such survey, with `claim_expired` or
 * `claim_closed`.
 */
export async function lockOpenClaim(
  tx: Tx<PartnerUser>,
  number: number,
  kind: SurveyKind,
): Promise<Claim> {
  const claim = await lockClaim(tx, number);
  if (!claim.requires.includes(requirementOf(kind))) throw new Refusal("not_found");
  const why = whyClosed(claim.status);
  if (why !== null) throw new Refusal(why);
  return claim;
}
