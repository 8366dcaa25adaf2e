import { authorize } from "../../access/authorize";
import { getCheckedClaim } from "../../claims/check.queries";
import { findingsOf, type Finding, type ProofFile } from "../../claims/check.rules";
import { listChanges } from "../../claims/review/changes.queries";
import { listReviews } from "../../claims/review/queries";
import type { Tx } from "../../ctx";
import { claimHead, type ClaimHead } from "./details";

export type SubmitView = ClaimHead & {
  again: boolean;
  /** D26: nothing changed since the programme asked. */
  unchanged: boolean;
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
  const [last] = await listReviews(tx, head.claim.id);
  const asks = head.status === "action_required" && last !== undefined;
  const claim = { id: head.claim.id, partnerId: tx.actor.partnerId };
  const checked = await getCheckedClaim(tx, head.claim);
  return {
    ...head,
    again: head.claim.submittedAt !== null,
    unchanged: asks && (await listChanges(tx, claim, last.decidedAt)).length === 0,
    findings: findingsOf(checked),
    files: checked.files,
  };
}
