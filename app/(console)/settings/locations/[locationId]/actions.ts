"use server";
import { acceptInvitation } from "@/lib/partners/enrolment/accept-invitation";
import { giveMissing } from "@/lib/partners/enrolment/give-missing";
import { acceptInput, giveInput } from "@/lib/partners/enrolment/schema";
import { formAction } from "@/lib/web/action";
import type { FormValues } from "@/lib/web/form-state";

const page = (values: FormValues) =>
  `/settings/locations/${encodeURIComponent(String(values.location ?? ""))}`;

export const accept = formAction({
  schema: acceptInput,
  at: page,
  run: async (ctx, input) => {
    await acceptInvitation(ctx, input);
    return `${page(input)}?done=accepted`;
  },
});

export const give = formAction({
  schema: giveInput,
  at: page,
  run: async (ctx, input) => {
    await giveMissing(ctx, input);
    return `${page(input)}?done=given`;
  },
});
