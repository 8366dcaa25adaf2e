import { authorize } from "../../access/authorize";
import type { Tx } from "../../ctx";
import { claimHead, type ClaimHead } from "./details";

/** The page that asks before a claim is cancelled. Throws `no_role`, `not_found`. */
export async function cancelClaimView(
  tx: Tx,
  { claimNumber }: { claimNumber: string },
): Promise<ClaimHead> {
  authorize(tx, "claims.cancel");
  return claimHead(tx, claimNumber);
}
