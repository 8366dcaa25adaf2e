"use server";
import { liftHold } from "@/lib/privacy/holds/lift-hold";
import { placeHold } from "@/lib/privacy/holds/place-hold";
import { liftHoldInput, placeHoldInput } from "@/lib/privacy/holds/schema";
import { formAction } from "@/lib/web/action";
import type { FormValues } from "@/lib/web/form-state";

const page = (values: FormValues) =>
  `/programme/privacy/holds/${encodeURIComponent(String(values.of ?? ""))}/${encodeURIComponent(String(values.id ?? ""))}`;

export const place = formAction({
  schema: placeHoldInput,
  at: page,
  run: async (ctx, input) => {
    await placeHold(ctx, input);
    return "/programme/privacy?done=placed";
  },
});

export const lift = formAction({
  schema: liftHoldInput,
  at: page,
  run: async (ctx, input) => {
    await liftHold(ctx, input);
    return "/programme/privacy?done=lifted";
  },
});
