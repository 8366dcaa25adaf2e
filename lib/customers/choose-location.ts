import type { z } from "zod";
import { authorize } from "../access/authorize";
import { transaction, type Ctx } from "../ctx";
import { getEngagement } from "../engagements/queries";
import { refuse } from "../errors";
import { listLocationChoices } from "./choices/queries";
import { isKnown } from "./drafts/queries";
import { claimSteps, stepAfter, type ClaimStep } from "./drafts/rules";
import { standingTenant } from "../tenants/queries";
import { saveDraft } from "./drafts/save";
import { claimDraft, type claimLocationInput } from "./drafts/schema";

/**
 * First screen of "Claim customer" (S36–S38): keeps the location.
 * Refuses with `required_location` or `location_closed` at the field, and with `not_known` when the tenant is
 * no known customer of the partner (S35).
 * @returns the screen that comes next
 */
export async function chooseLocation(
  ctx: Ctx,
  input: z.output<typeof claimLocationInput>,
): Promise<ClaimStep> {
  authorize(ctx, "customers.claim");
  const { slug, draft, location } = input;
  const { values, known } = await transaction(ctx, async (tx) => {
    const engagement = await getEngagement(tx, slug);
    const locations = await listLocationChoices(tx, engagement);
    const located = locations.some((one) => one.location.id === location && !one.hindrance);
    const tenantId = await standingTenant(tx, input.tenantId);
    const known = await isKnown(tx, tenantId);
    const key = {
      id: draft,
      kind: "claim",
      engagementId: engagement.id,
      subjectId: tenantId,
    } as const;
    const values = await saveDraft(tx, key, (old) => {
      const before = claimDraft.parse(old);
      const chosen = before.chosen && before.location === location;
      return { ...before, location, located: located && known, chosen };
    });
    return { values, known };
  });
  if (!known) refuse([{ field: "", code: "not_known" }]);
  if (!values.located) {
    const code = location === "" ? "required_location" : "location_closed";
    refuse([{ field: "location", code }]);
  }
  return stepAfter(claimSteps(values), "location", "next");
}
