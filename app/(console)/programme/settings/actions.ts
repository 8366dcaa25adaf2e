"use server";
import { changeSettings } from "@/lib/programme/change-settings";
import { settingsInput } from "@/lib/programme/schema";
import { formAction } from "@/lib/web/action";

export const change = formAction({
  schema: settingsInput,
  at: () => "/programme/settings",
  run: async (ctx, input) => {
    await changeSettings(ctx, input);
    return "/programme/settings?done=saved";
  },
});
