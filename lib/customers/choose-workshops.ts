import type { z } from "zod";
import { authorize } from "../access/authorize";
import { transaction, type Ctx, type PartnerUser, type Tx } from "../ctx";
import { getEngagement } from "../engagements/queries";
import { refuseIfAny, Refusal, type FieldError } from "../errors";
import { listMyLocations } from "../partners/queries";
import { standingTenant } from "../tenants/queries";
import { listWorkshopChoices } from "./choices/queries";
import {
  addSteps,
  claimSteps,
  stepAfter,
  tenantOf,
  type AddStep,
  type ClaimStep,
} from "./drafts/rules";
import { saveDraft } from "./drafts/save";
import { addDraft, claimDraft, type workshopsInput } from "./drafts/schema";

type Input = z.output<typeof workshopsInput> & {
  /** The known customer to claim; null in "Add customer". */
  claimedTenantId: string | null;
};

/**
 * The screen of both wizards that chooses workshops (S29–S31, S39–S41): keeps the choice.
 * Refuses at the field with `required_workshop`, or with `workshop_closed` when one of them cannot
 * be chosen (any more); with `wrong_state` when the screens before it are open.
 * @returns the screen that comes next, or the one before
 */
export async function chooseWorkshops(
  ctx: Ctx,
  { slug, draft, go, workshops, claimedTenantId }: Input,
): Promise<AddStep | ClaimStep> {
  authorize(ctx, claimedTenantId === null ? "customers.add" : "customers.claim");
  const { steps, wrong } = await transaction(ctx, async (tx) => {
    const { id: engagementId } = await getEngagement(tx, slug);
    let wrong: FieldError[] = [];
    if (claimedTenantId === null) {
      const key = { id: draft, kind: "add", engagementId, subjectId: null } as const;
      const values = await saveDraft(tx, key, async (old) => {
        const before = addDraft.parse(old);
        wrong = await check(tx, tenantOf(before), before.location, workshops);
        return { ...before, workshops, chosen: wrong.length === 0 };
      });
      return { steps: addSteps(values), wrong };
    }
    const subjectId = await standingTenant(tx, claimedTenantId);
    const key = { id: draft, kind: "claim", engagementId, subjectId } as const;
    const values = await saveDraft(tx, key, async (old) => {
      const before = claimDraft.parse(old);
      wrong = await check(tx, subjectId, before.location, workshops);
      return { ...before, workshops, chosen: wrong.length === 0 };
    });
    return { steps: claimSteps(values), wrong };
  });
  if (go === "next") refuseIfAny(wrong);
  return stepAfter<AddStep | ClaimStep>(steps, "workshops", go);
}

async function check(
  tx: Tx<PartnerUser>,
  tenantId: string | null,
  locationId: string,
  workshops: readonly string[],
): Promise<FieldError[]> {
  const location = (await listMyLocations(tx)).find(({ id }) => id === locationId);
  if (tenantId === null || !location) throw new Refusal("wrong_state");
  if (workshops.length === 0) return [{ field: "workshops", code: "required_workshop" }];
  const choices = await listWorkshopChoices(tx, { tenantId, location });
  const open = new Set(
    choices.filter((one) => one.hindrance === null).map((one) => one.engagement.id),
  );
  const good = workshops.every((id) => open.has(id));
  return good ? [] : [{ field: "workshops", code: "workshop_closed" }];
}
