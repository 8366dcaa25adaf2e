"use server";
import { stopRoundInput } from "@/lib/consent/schema";
import { stopRound } from "@/lib/consent/stop-round";
import { formAction } from "@/lib/web/action";
import type { FormValues } from "@/lib/web/form-state";

const text = (value: FormValues[string] | undefined) => encodeURIComponent(String(value ?? ""));

export const stop = formAction({
  schema: stopRoundInput,
  at: ({ partner, round }) => `/programme/partners/${text(partner)}/rounds/${text(round)}/stop`,
  run: async (ctx, input) => {
    await stopRound(ctx, input);
    return `/programme/partners/${input.partner}/rounds/${input.round}/stop`;
  },
});
