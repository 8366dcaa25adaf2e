import type { z } from "zod";
import { authorize } from "../access/authorize";
import { transaction, type Ctx, type PartnerUser, type Tx } from "../ctx";
import { getEngagement } from "../engagements/queries";
import { fieldErrors, refuseIfAny, type FieldError } from "../errors";
import { findLive, type MayAsk } from "../tenants/lookup/find-live";
import { resolveTenant } from "../tenants/resolve";
import { listLocationChoices } from "./choices/queries";
import { isKnown } from "./drafts/queries";
import { addSteps, stepAfter, type AddStep } from "./drafts/rules";
import { saveDraft } from "./drafts/save";
import {
  addDraft,
  customerFields,
  type AddDraft,
  type customerInput,
  type Found,
} from "./drafts/schema";

/**
 * First screen of "Add customer" (S19–S28, D1–D3): keeps what was typed, also when it is wrong, and
 * finds the tenant; where nobody has the domain, maybe by asking the identity provider (P24).
 * Refuses with what is wrong at each field: `no_tenant` and `free_mail` ask for another address or
 * an identifier (S26), `identifier_not_found` for another identifier.
 * @param mayAsk counts a question to the provider for this person; without it nobody is asked
 * @returns the screen that comes next
 */
export async function nameCustomer(
  ctx: Ctx,
  input: z.output<typeof customerInput>,
  mayAsk: MayAsk = () => Promise.resolve(false),
): Promise<AddStep> {
  authorize(ctx, "customers.add");
  const named = await keepNamed(ctx, input);
  const unknown = named.wrong.some(({ code }) => code === "no_tenant");
  const { values, wrong } =
    unknown && (await findLive(ctx, input.email, mayAsk)) ? await keepNamed(ctx, input) : named;
  refuseIfAny(wrong);
  return stepAfter(addSteps(values), "customer", "next");
}

function keepNamed(
  ctx: Ctx<PartnerUser>,
  { slug, draft, go: _, ...typed }: z.output<typeof customerInput>,
) {
  return transaction(ctx, async (tx) => {
    const engagement = await getEngagement(tx, slug);
    const locations = await listLocationChoices(tx, engagement);
    const good = locations.some((one) => one.location.id === typed.location && !one.hindrance);
    const { found, wrong: unfound } = await find(tx, typed);
    const closed: FieldError = { field: "location", code: "location_closed" };
    const wrong = good || typed.location === "" ? unfound : [closed, ...unfound];

    const key = { id: draft, kind: "add", engagementId: engagement.id, subjectId: null } as const;
    const values = await saveDraft(tx, key, async (old): Promise<AddDraft> => {
      const before = addDraft.parse(old);
      const same = before.email === typed.email && before.identifier === typed.identifier;
      const known = found?.kind === "tenant" && (await isKnown(tx, found.tenantId));
      const kept = same ? before : addDraft.parse({ workshops: before.workshops });
      const chosen = same && before.chosen && before.location === typed.location;
      return { ...kept, ...typed, found: wrong.length > 0 ? null : found, known, chosen };
    });
    return { values, wrong };
  });
}

type Typed = { location: string; email: string; identifier: string };

async function find(
  tx: Tx<PartnerUser>,
  typed: Typed,
): Promise<{ found: Found | null; wrong: readonly FieldError[] }> {
  const parsed = customerFields.safeParse(typed);
  if (!parsed.success) return { found: null, wrong: fieldErrors(parsed.error) };
  const { email, identifier } = parsed.data;
  const resolution = await resolveTenant(tx, { email, identifier });
  switch (resolution.kind) {
    case "found": {
      const { tenant, mismatch } = resolution;
      return { found: { kind: "tenant", tenantId: tenant.id, mismatch }, wrong: [] };
    }
    case "choose": {
      const tenantIds = resolution.tenants.map((tenant) => tenant.id);
      return { found: { kind: "choose", tenantIds }, wrong: [] };
    }
    case "free_mail":
      return { found: null, wrong: [{ field: "email", code: "free_mail" }] };
    case "not_found":
      return identifier === ""
        ? { found: null, wrong: [{ field: "email", code: "no_tenant" }] }
        : { found: null, wrong: [{ field: "identifier", code: "identifier_not_found" }] };
  }
}
