"use server";
import { addPath, customersPath } from "@/components/customers/wizard-paths";
import { addCustomer as addCustomerVerb } from "@/lib/customers/add";
import { chooseTenant as chooseTenantVerb } from "@/lib/customers/choose-tenant";
import { chooseWorkshops as chooseWorkshopsVerb } from "@/lib/customers/choose-workshops";
import {
  customerInput,
  reasonInput,
  reviewInput,
  tenantInput,
  workshopsInput,
} from "@/lib/customers/drafts/schema";
import { giveReason as giveReasonVerb } from "@/lib/customers/give-reason";
import { nameCustomer as nameCustomerVerb } from "@/lib/customers/name-customer";
import { formAction } from "@/lib/web/action";
import type { FormValues } from "@/lib/web/form-state";
import { mayAskProvider } from "@/lib/web/tenant-lookups";

/** The address of a screen, from what its form sent. */
const at = (step: string) => (values: FormValues) =>
  addPath(String(values.slug), step, { draft: String(values.draft) });

export const nameCustomer = formAction({
  schema: customerInput,
  at: at("customer"),
  run: async (ctx, input) =>
    addPath(input.slug, await nameCustomerVerb(ctx, input, mayAskProvider), input),
});

export const chooseTenant = formAction({
  schema: tenantInput,
  at: at("tenant"),
  run: async (ctx, input) => addPath(input.slug, await chooseTenantVerb(ctx, input), input),
});

export const giveReason = formAction({
  schema: reasonInput,
  at: at("reason"),
  run: async (ctx, input) => addPath(input.slug, await giveReasonVerb(ctx, input), input),
});

export const chooseWorkshops = formAction({
  schema: workshopsInput,
  at: at("workshops"),
  run: async (ctx, input) => {
    const step = await chooseWorkshopsVerb(ctx, { ...input, claimedTenantId: null });
    return addPath(input.slug, step, input);
  },
});

export const addCustomer = formAction({
  schema: reviewInput,
  at: at("review"),
  run: async (ctx, { slug, draft }) => {
    await addCustomerVerb(ctx, { draftId: draft });
    return customersPath(slug, { done: draft, again: "" });
  },
});
