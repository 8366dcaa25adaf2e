import { authorize } from "../../access/authorize";
import type { Tx } from "../../ctx";
import { claimDetails, type ClaimDetails } from "./details";

/**
 * The page that says what beginning a claim anew copies, and what it needs (P1 of section 9).
 * Throws `no_role`, `not_found`.
 */
export async function renewClaimView(
  tx: Tx,
  { claimNumber }: { claimNumber: string },
): Promise<ClaimDetails> {
  authorize(tx, "claims.renew");
  return claimDetails(tx, { claimNumber });
}
