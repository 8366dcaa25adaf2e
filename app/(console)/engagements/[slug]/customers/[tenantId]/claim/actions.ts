"use server";
import { claimPath, customersPath } from "@/components/customers/wizard-paths";
import { chooseLocation as chooseLocationVerb } from "@/lib/customers/choose-location";
import { chooseWorkshops as chooseWorkshopsVerb } from "@/lib/customers/choose-workshops";
import { claimCustomer as claimCustomerVerb } from "@/lib/customers/claim";
import {
  claimLocationInput,
  claimReviewInput,
  claimWorkshopsInput,
} from "@/lib/customers/drafts/schema";
import { formAction } from "@/lib/web/action";
import type { FormValues } from "@/lib/web/form-state";

/** The address of a screen, from what its form sent. */
const at = (step: string) => (values: FormValues) =>
  claimPath(String(values.slug), String(values.tenantId), step, { draft: String(values.draft) });

export const chooseLocation = formAction({
  schema: claimLocationInput,
  at: at("location"),
  run: async (ctx, input) =>
    claimPath(input.slug, input.tenantId, await chooseLocationVerb(ctx, input), input),
});

export const chooseWorkshops = formAction({
  schema: claimWorkshopsInput,
  at: at("workshops"),
  run: async (ctx, input) => {
    const step = await chooseWorkshopsVerb(ctx, { ...input, claimedTenantId: input.tenantId });
    return claimPath(input.slug, input.tenantId, step, input);
  },
});

export const claimCustomer = formAction({
  schema: claimReviewInput,
  at: at("review"),
  run: async (ctx, { slug, draft }) => {
    await claimCustomerVerb(ctx, { draftId: draft });
    return customersPath(slug, { done: draft, again: "" });
  },
});
