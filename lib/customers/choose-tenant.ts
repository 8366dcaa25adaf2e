import type { z } from "zod";
import { authorize } from "../access/authorize";
import { transaction, type Ctx } from "../ctx";
import { getEngagement } from "../engagements/queries";
import { refuse } from "../errors";
import { isKnown } from "./drafts/queries";
import { addSteps, stepAfter, tenantOf, type AddStep } from "./drafts/rules";
import { saveDraft } from "./drafts/save";
import { addDraft, type tenantInput } from "./drafts/schema";

/**
 * The screen of "Add customer" for a TPID of several tenants (D3): keeps which one is meant.
 * Refuses with `required_tenant` at the field.
 * @returns the screen that comes next, or the one before
 */
export async function chooseTenant(
  ctx: Ctx,
  { slug, draft, go, tenant }: z.output<typeof tenantInput>,
): Promise<AddStep> {
  authorize(ctx, "customers.add");
  const values = await transaction(ctx, async (tx) => {
    const { id: engagementId } = await getEngagement(tx, slug);
    const key = { id: draft, kind: "add", engagementId, subjectId: null } as const;
    return saveDraft(tx, key, async (old) => {
      const before = addDraft.parse(old);
      const chosen = before.chosen && before.tenant === tenant;
      const after = { ...before, tenant, chosen };
      const tenantId = tenantOf(after);
      return { ...after, known: tenantId !== null && (await isKnown(tx, tenantId)) };
    });
  });
  if (go === "next" && tenantOf(values) === null)
    refuse([{ field: "tenant", code: "required_tenant" }]);
  return stepAfter(addSteps(values), "tenant", go);
}
