import { z } from "zod";
import { authorize } from "../access/authorize";
import { contactFacts } from "../consent/contacts/queries";
import { whyNotContact } from "../consent/contacts/rules";
import type { PartnerUser, Tx } from "../ctx";
import { listLocationChoices, listWorkshopChoices } from "../customers/choices/queries";
import { findDraft } from "../customers/drafts/queries";
import { addSteps, isMismatch, tenantOf, type AddStep } from "../customers/drafts/rules";
import { addDraft, type AddDraft } from "../customers/drafts/schema";
import { getWorkshop, type Engagement } from "../engagements/queries";
import { Refusal } from "../errors";
import { getTenant, listDomains, type Tenant } from "../tenants/queries";
import { emailDomain } from "../input";
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
import { readable } from "./readable";

type Customer = Pick<Tenant, "id" | "name" | "country" | "tpid"> & { domains: string[] };

export type AddView = {
  engagement: { slug: string; name: string };
  draft: string;
  values: AddDraft;
  screen:
    | Blocked
    | Done
    /** The screen that was asked for is not open yet. */
    | { kind: "elsewhere"; step: AddStep }
    | { kind: "customer"; locations: LocationOption[] }
    | { kind: "tenant"; tenants: Customer[] }
    | { kind: "known"; tenant: { id: string; name: string } }
    | { kind: "reason"; tenant: Customer; emailDomain: string }
    | {
        kind: "workshops";
        tenant: Customer;
        location: string;
        workshops: WorkshopOption[];
        chosen: string[];
      }
    /** `contactOpen`: whether the address can be asked for consent at all (D19). */
    | ({ kind: "review"; tenant: Customer; mismatch: boolean; contactOpen: boolean } & Review);
};

/**
 * One screen of "Add customer" (S18–S34, D1–D4): what was typed so far, and what can be chosen.
 * Throws `no_role`, and `not_found` for an engagement or draft that is not there.
 */
export async function addCustomerView(
  tx: Tx,
  {
    slug,
    draft,
    step,
    rivals = false,
  }: { slug: string; draft: string; step: AddStep; rivals?: boolean },
): Promise<AddView> {
  authorize(tx, "customers.add");
  if (!z.guid().safeParse(draft).success) throw new Refusal("not_found");
  const engagement = await getWorkshop(tx, slug);
  const key = { id: draft, kind: "add", engagementId: engagement.id, subjectId: null } as const;
  const found = await findDraft(tx, key);
  const values = addDraft.parse(found?.values ?? {});
  const view = { engagement: { slug, name: engagement.name }, draft, values };
  if (found?.completedAt) {
    const completion = await completionOf(tx, draft);
    return { ...view, screen: { kind: "done", completion } };
  }
  const open = addSteps(values);
  if (!open.includes(step))
    return { ...view, screen: { kind: "elsewhere", step: open.at(-1) ?? "customer" } };
  return { ...view, screen: await screenOf(tx, engagement, values, { step, rivals }) };
}

async function screenOf(
  tx: Tx<PartnerUser>,
  engagement: Engagement,
  values: AddDraft,
  { step, rivals }: { step: AddStep; rivals: boolean },
): Promise<AddView["screen"]> {
  if (step === "customer") {
    const choices = await listLocationChoices(tx, engagement);
    const locations = locationOptions(choices);
    return locations.length > 0 ? { kind: "customer", locations } : blockedOf(tx, choices);
  }
  if (step === "tenant") {
    const ids = values.found?.kind === "choose" ? values.found.tenantIds : [];
    const tenants = [];
    for (const id of ids) tenants.push(await customerOf(tx, id));
    return { kind: "tenant", tenants };
  }
  const tenant = await customerOf(tx, tenantOf(values) ?? "");
  if (step === "known") return { kind: "known", tenant };
  if (step === "reason") {
    const [domain = values.email] = readable([emailDomain(values.email) ?? values.email]);
    return { kind: "reason", tenant, emailDomain: domain };
  }
  const review = await reviewOf(tx, values, {
    tenantId: tenant.id,
    rivals: rivals && step === "review",
  });
  if (!review) return { kind: "elsewhere", step: "customer" };
  if (step === "review") {
    const known = { partnerId: tx.actor.partnerId, tenantId: tenant.id };
    const contactOpen = whyNotContact(values.email, await contactFacts(tx, known)) === null;
    return { kind: "review", tenant, mismatch: isMismatch(values), contactOpen, ...review };
  }
  const { location } = review;
  const choices = await listWorkshopChoices(tx, { tenantId: tenant.id, location });
  const options = workshopOptions(choices, engagement, values.workshops);
  return { kind: "workshops", tenant, location: location.name, ...options };
}

async function customerOf(tx: Tx<PartnerUser>, tenantId: string): Promise<Customer> {
  return { ...(await getTenant(tx, tenantId)), domains: readable(await listDomains(tx, tenantId)) };
}
