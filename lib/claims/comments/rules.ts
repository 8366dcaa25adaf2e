import type { ClaimStatus } from "../rules";

/** A claim that the programme never saw and never will: nobody reads what is written there (W10). */
export function takesComments(status: ClaimStatus): boolean {
  return status !== "cancelled" && status !== "not_submitted_expired";
}
