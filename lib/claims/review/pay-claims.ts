import { authorize } from "../../access/authorize";
import { requireFresh } from "../../access/fresh";
import type { Ctx } from "../../ctx";
import { refuse, Refusal, type FieldError } from "../../errors";
import { payClaim } from "./pay-claim";
import type { PayMany } from "./schema";

/**
 * "Mark as paid" for several claims (W14): each like `payClaim`, in a transaction of its own, so that one that cannot be
 * stops no other.
 * Refuses with `sign_in_again` (U13) before any of them; with `payments_left` (`changed`, `left`) after the others were
 * paid, and for each that was not with its reason, at its field `reference-<claim ID>`.
 */
export async function payClaims(ctx: Ctx, claims: PayMany): Promise<void> {
  authorize(ctx, "claims.pay");
  requireFresh(ctx);
  const left: FieldError[] = [];
  for (const claim of claims) {
    try {
      await payClaim(ctx, claim);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code, errors } = error;
      left.push({ field: `reference-${String(claim.number)}`, code, params: errors[0].params });
    }
  }
  if (left.length === 0) return;
  const params = { changed: claims.length - left.length, left: left.length };
  refuse([{ field: "", code: "payments_left", params }, ...left]);
}
