"use server";
import { changePayee } from "@/lib/partners/payee/change-payee";
import { bankFields, payeeInput } from "@/lib/partners/payee/schema";
import { formAction } from "@/lib/web/action";
import type { FormValues } from "@/lib/web/form-state";

const location = (values: FormValues) =>
  `/settings/locations/${encodeURIComponent(String(values.location ?? ""))}`;
const page = (values: FormValues) => `${location(values)}/payee`;

export const change = formAction({
  schema: payeeInput,
  at: page,
  secret: bankFields,
  run: async (ctx, input) => {
    await changePayee(ctx, input);
    return `/settings/locations/${input.location}?done=payee`;
  },
});
