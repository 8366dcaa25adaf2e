import type { PartnerUser, Tx } from "../../ctx";
import { lockClaim, type Claim } from "../lock-claim";
import { refuseUnlessOpen } from "./rules";

/**
 * Takes a claim whose documents its partner may change now: while it is edited, or after the
 * programme asked for something, and in time.
 * Refuses with `not_found`, `claim_expired`, `claim_closed`.
 */
export async function lockOpenClaim(tx: Tx<PartnerUser>, number: number): Promise<Claim> {
  const claim = await lockClaim(tx, number);
  refuseUnlessOpen(claim.status);
  return claim;
}
