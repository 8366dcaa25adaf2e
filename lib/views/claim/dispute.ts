import { authorize } from "../../access/authorize";
import type { Tx } from "../../ctx";
import { claimDetails, type ClaimDetails } from "./details";

/** The page on which a rejection is disputed, with what the programme said. Throws `no_role`, `not_found`. */
export async function disputeClaimView(
  tx: Tx,
  { claimNumber }: { claimNumber: string },
): Promise<ClaimDetails> {
  authorize(tx, "claims.dispute");
  return claimDetails(tx, { claimNumber });
}
