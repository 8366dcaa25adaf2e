import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Operator, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { lockClaim, type Claim } from "../lock-claim";
import { isReviewed } from "./rules";

/**
 * Takes a claim that the actor has in review, to decide about it (W12–W14): only who holds it decides,
 * and on what they saw.
 * Refuses like `lockClaim`; with `under_review_by` (`name`, `since`: ISO 8601) when somebody else
 * holds it, with `review_not_started` when nobody does.
 */
export async function lockReview(
  tx: Tx<Operator>,
  { number, version }: { number: number; version?: number },
): Promise<Claim> {
  const claim = await lockClaim(tx, number);
  if (isReviewed(claim.status) && claim.reviewerId !== tx.actor.userId) {
    await refuseFor(tx, claim);
  }
  assertVersion(claim, version);
  return claim;
}

/** Refuses because somebody else has it, or nobody has. */
export async function refuseFor(tx: Tx<Operator>, claim: Claim): Promise<never> {
  if (claim.reviewerId === null || claim.reviewerSince === null) {
    throw new Refusal("review_not_started");
  }
  const [reviewer] = await tx.db
    .select({ name: users.name })
    .from(users)
    .where(eq(users.id, claim.reviewerId));
  throw new Refusal("under_review_by", {
    params: { name: reviewer?.name ?? "?", since: claim.reviewerSince.toISOString() },
  });
}

/** Refuses with `claim_changed` when somebody changed the claim since the actor saw it. */
export function assertVersion(claim: Claim, version: number | undefined): void {
  if (version !== undefined && claim.version !== version) throw new Refusal("claim_changed");
}
