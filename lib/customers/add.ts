import { authorize } from "../access/authorize";
import { transaction, type Ctx, type PartnerUser, type Tx } from "../ctx";
import { Refusal } from "../errors";
import { standingTenant } from "../tenants/queries";
import { resolveTenant } from "../tenants/resolve";
import { lockDraft } from "./drafts/lock";
import { addSteps, isMismatch, mismatchText, tenantOf } from "./drafts/rules";
import {
  addDraft,
  customerFields,
  reasonFields,
  roundsResult,
  type AddDraft,
  type RoundsResult,
} from "./drafts/schema";
import { startRounds } from "./start-rounds";

/**
 * "Add customer" (S32–S34): begins one round for each chosen workshop, all or none, and completes
 * the draft. Sent twice, also at once, it adds once and gives the same result (D4).
 * Refuses with `not_found`, `wrong_state` when a screen is still open, `customer_changed` when the
 * e-mail or identifier now leads to another tenant, and like `startRounds`.
 */
export async function addCustomer(
  ctx: Ctx,
  { draftId }: { draftId: string },
): Promise<RoundsResult> {
  authorize(ctx, "customers.add");
  return transaction(ctx, async (tx) => {
    const draft = await lockDraft(tx, draftId, "add");
    if (draft.completedAt !== null) return roundsResult.parse(draft.result);
    const values = addDraft.parse(draft.values);
    if (!addSteps(values).includes("review")) throw new Refusal("wrong_state");
    const { tenantId, email } = await resolveAgain(tx, values);
    return startRounds(tx, {
      draft,
      origin: "added",
      tenantId,
      locationId: values.location,
      engagementIds: values.workshops ?? [],
      customerEmail: email,
      mismatchReason: isMismatch(values) ? mismatchText(reasonFields.parse(values)) : null,
    });
  });
}

/** S24–S28: the tenant of the draft, if what was typed still leads to it. */
async function resolveAgain(tx: Tx<PartnerUser>, values: AddDraft) {
  const { email, identifier } = customerFields.parse(values);
  const chosen = tenantOf(values);
  const tenantId = chosen === null ? null : await standingTenant(tx, chosen);
  const now = await resolveTenant(tx, { email, identifier });
  const same =
    now.kind === "choose"
      ? values.found?.kind === "choose" && now.tenants.some(({ id }) => id === tenantId)
      : now.kind === "found" && now.tenant.id === tenantId && now.mismatch === isMismatch(values);
  if (!same || tenantId === null) throw new Refusal("customer_changed");
  return { tenantId, email };
}
