import { authorize } from "../access/authorize";
import { getCheckedClaim } from "../claims/check.queries";
import { findingsOf, type Finding, type ProofFile } from "../claims/check.rules";
import type { Tx } from "../ctx";
import { claimHead, type ClaimHead } from "./claim-details";

export type SubmitView = ClaimHead & {
  again: boolean;
  findings: Finding[];
  files: readonly ProofFile[];
};

/**
 * The page before "Submit claim": what a reviewer would likely return, and what is sent (item 4).
 * Throws `no_role`, `not_found`.
 */
export async function submitClaimView(
  tx: Tx,
  { claimNumber }: { claimNumber: string },
): Promise<SubmitView> {
  authorize(tx, "claims.submit");
  const head = await claimHead(tx, claimNumber);
  const checked = await getCheckedClaim(tx, head.claim);
  return {
    ...head,
    again: head.claim.submittedAt !== null,
    findings: findingsOf(checked),
    files: checked.files,
  };
}
