"use server";
import { changeCurrency } from "@/lib/programme/change-currency";
import { changeSettings } from "@/lib/programme/change-settings";
import { currencyInput, settingsInput } from "@/lib/programme/schema";
import { formAction } from "@/lib/web/action";

export const change = formAction({
  schema: settingsInput,
  at: () => "/programme/settings",
  run: async (ctx, input) => {
    await changeSettings(ctx, input);
    return "/programme/settings?done=saved";
  },
});

export const payIn = formAction({
  schema: currencyInput,
  at: () => "/programme/settings",
  run: async (ctx, input) => {
    await changeCurrency(ctx, input);
    return "/programme/settings?done=currency";
  },
});
