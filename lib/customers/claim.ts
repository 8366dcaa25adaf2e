import { authorize } from "../access/authorize";
import { transaction, type Ctx } from "../ctx";
import { Refusal } from "../errors";
import { lockDraft } from "./drafts/lock";
import { claimSteps } from "./drafts/rules";
import { claimDraft, roundsResult, type RoundsResult } from "./drafts/schema";
import { startRounds } from "./start-rounds";

/**
 * "Claim customer" (S35–S43): begins one round with a known customer for each chosen workshop, all or
 * none, and completes the draft. Sent twice, also at once, it claims once and gives the same result.
 * Refuses with `not_found`, `wrong_state` when a screen is still open, and like `startRounds`.
 */
export async function claimCustomer(
  ctx: Ctx,
  { draftId }: { draftId: string },
): Promise<RoundsResult> {
  authorize(ctx, "customers.claim");
  return transaction(ctx, async (tx) => {
    const draft = await lockDraft(tx, draftId, "claim");
    if (draft.completedAt !== null) return roundsResult.parse(draft.result);
    const values = claimDraft.parse(draft.values);
    if (draft.subjectId === null || !claimSteps(values).includes("review"))
      throw new Refusal("wrong_state");
    return startRounds(tx, {
      draft,
      origin: "claimed",
      tenantId: draft.subjectId,
      locationId: values.location,
      engagementIds: values.workshops ?? [],
      customerEmail: null,
      mismatchReason: null,
    });
  });
}
