import type { z } from "zod";
import { authorize } from "../access/authorize";
import { transaction, type Ctx } from "../ctx";
import { getEngagement } from "../engagements/queries";
import { fieldErrors, refuse } from "../errors";
import { addSteps, stepAfter, type AddStep } from "./drafts/rules";
import { saveDraft } from "./drafts/save";
import { addDraft, reasonFields, type reasonInput } from "./drafts/schema";

/**
 * The screen of "Add customer" that asks why the e-mail's domain is not one of the tenant's (S28).
 * The mismatch itself blocks nothing.
 * Refuses with `required_reason` or `required_reason_note` at the field.
 * @returns the screen that comes next, or the one before
 */
export async function giveReason(
  ctx: Ctx,
  { slug, draft, go, ...typed }: z.output<typeof reasonInput>,
): Promise<AddStep> {
  authorize(ctx, "customers.add");
  const values = await transaction(ctx, async (tx) => {
    const { id: engagementId } = await getEngagement(tx, slug);
    const key = { id: draft, kind: "add", engagementId, subjectId: null } as const;
    return saveDraft(tx, key, (old) => ({ ...addDraft.parse(old), ...typed }));
  });
  const parsed = reasonFields.safeParse(values);
  if (go === "next" && !parsed.success) refuse(fieldErrors(parsed.error));
  return stepAfter(addSteps(values), "reason", go);
}
