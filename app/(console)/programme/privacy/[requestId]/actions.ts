"use server";
import { closePersonRequest } from "@/lib/privacy/requests/close-request";
import { erasePersonInput, personRequestInput } from "@/lib/privacy/requests/schema";
import { tellErasure } from "@/lib/privacy/requests/tell-erasure";
import { formAction } from "@/lib/web/action";
import type { FormValues } from "@/lib/web/form-state";

const page = (values: FormValues) =>
  `/programme/privacy/${encodeURIComponent(String(values.request ?? ""))}`;

export const erase = formAction({
  schema: erasePersonInput,
  at: page,
  run: async (ctx, input) => {
    await tellErasure(ctx, input);
    return `/programme/privacy/${input.request}?done=erasing`;
  },
});

export const close = formAction({
  schema: personRequestInput,
  at: page,
  run: async (ctx, input) => {
    await closePersonRequest(ctx, input);
    return "/programme/privacy?done=closed";
  },
});
