"use server";
import { addDomain } from "@/lib/consent/contacts/add-domain";
import { removeDomain } from "@/lib/partners/domains/remove-domain";
import { domainInput } from "@/lib/partners/domains/schema";
import { formAction } from "@/lib/web/action";
import type { FormValues } from "@/lib/web/form-state";

const page = (values: FormValues) =>
  `/programme/partners/${encodeURIComponent(String(values.partner ?? ""))}`;

export const add = formAction({
  schema: domainInput,
  at: page,
  run: async (ctx, input) => {
    await addDomain(ctx, input);
    return `/programme/partners/${input.partner}?done=added`;
  },
});

export const remove = formAction({
  schema: domainInput,
  at: page,
  run: async (ctx, input) => {
    await removeDomain(ctx, input);
    return `/programme/partners/${input.partner}?done=removed`;
  },
});
