import { z } from "zod";
import { authorize } from "../access/authorize";
import type { Tx } from "../ctx";
import { listLocationChoices, listWorkshopChoices } from "../customers/choices/queries";
import { findDraft, isKnown } from "../customers/drafts/queries";
import { claimSteps, type ClaimStep } from "../customers/drafts/rules";
import { claimDraft, type ClaimDraft } from "../customers/drafts/schema";
import { getWorkshop } from "../engagements/queries";
import { Refusal } from "../errors";
import { getTenant, standingTenant } from "../tenants/queries";
import {
  blockedOf,
  completionOf,
  locationOptions,
  reviewOf,
  workshopOptions,
  type Blocked,
  type Done,
  type LocationOption,
  type Review,
  type WorkshopOption,
} from "./wizard-parts";

export type ClaimView = {
  engagement: { slug: string; name: string };
  tenant: { id: string; name: string; country: string | null; tpid: number | null };
  draft: string;
  values: ClaimDraft;
  screen:
    | Blocked
    | Done
    /** The screen that was asked for is not open yet. */
    | { kind: "elsewhere"; step: ClaimStep }
    | { kind: "location"; locations: LocationOption[] }
    | { kind: "workshops"; location: string; workshops: WorkshopOption[]; chosen: string[] }
    | ({ kind: "review" } & Review);
};

/**
 * One screen of "Claim customer" (S35–S43): what was chosen so far, and what can be chosen.
 * Throws `no_role`, and `not_found` for an engagement or draft that is not there, or a tenant that
 * this partner does not know.
 */
export async function claimCustomerView(
  tx: Tx,
  input: { slug: string; tenantId: string; draft: string; step: ClaimStep; rivals?: boolean },
): Promise<ClaimView> {
  authorize(tx, "customers.claim");
  const { slug, draft, step } = input;
  if (!z.tuple([z.guid(), z.guid()]).safeParse([draft, input.tenantId]).success)
    throw new Refusal("not_found");
  const tenantId = await standingTenant(tx, input.tenantId);
  const engagement = await getWorkshop(tx, slug);
  if (!(await isKnown(tx, tenantId))) throw new Refusal("not_found");
  const tenant = await getTenant(tx, tenantId);
  const key = {
    id: draft,
    kind: "claim",
    engagementId: engagement.id,
    subjectId: tenantId,
  } as const;
  const found = await findDraft(tx, key);
  const values = claimDraft.parse(found?.values ?? {});
  const view = { engagement: { slug, name: engagement.name }, tenant, draft, values };
  if (found?.completedAt) {
    const completion = await completionOf(tx, draft);
    return { ...view, screen: { kind: "done", completion } };
  }
  const open = claimSteps(values);
  if (!open.includes(step))
    return { ...view, screen: { kind: "elsewhere", step: open.at(-1) ?? "location" } };

  if (step === "location") {
    const choices = await listLocationChoices(tx, engagement);
    const locations = locationOptions(choices);
    const screen =
      locations.length > 0
        ? ({ kind: "location", locations } as const)
        : await blockedOf(tx, choices);
    return { ...view, screen };
  }
  const review = await reviewOf(tx, values, {
    tenantId,
    rivals: input.rivals === true && step === "review",
  });
  if (!review) return { ...view, screen: { kind: "elsewhere", step: "location" } };
  if (step === "review") return { ...view, screen: { kind: "review", ...review } };
  const choices = await listWorkshopChoices(tx, { tenantId, location: review.location });
  const options = workshopOptions(choices, engagement, values.workshops);
  return { ...view, screen: { kind: "workshops", location: review.location.name, ...options } };
}
