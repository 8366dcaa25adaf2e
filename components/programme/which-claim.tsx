import type { ClaimReviewView } from "@/lib/views/claim/review";
import { Hidden } from "../ui/hidden";

/** Which claim a form is about, in the version that is shown. */
export function Which({ view: { claim } }: { view: ClaimReviewView }) {
  return <Hidden values={{ claimNumber: String(claim.number), version: String(claim.version) }} />;
}
