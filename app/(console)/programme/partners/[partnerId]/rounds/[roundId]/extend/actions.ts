"use server";
import { extendRound } from "@/lib/consent/extend-round";
import { extendRoundInput } from "@/lib/consent/schema";
import { formAction } from "@/lib/web/action";
import type { FormValues } from "@/lib/web/form-state";

const text = (value: FormValues[string] | undefined) => encodeURIComponent(String(value ?? ""));

export const extend = formAction({
  schema: extendRoundInput,
  at: ({ partner, round }) => `/programme/partners/${text(partner)}/rounds/${text(round)}/extend`,
  run: async (ctx, input) => {
    await extendRound(ctx, input);
    return `/programme/partners/${input.partner}/rounds?done=extended&again=${input.round}`;
  },
});
