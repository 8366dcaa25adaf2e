"use server";
import { changeNotices } from "@/lib/people/notices/change-notices";
import { noticesInput } from "@/lib/people/notices/schema";
import { ownAction } from "@/lib/web/own-account";

export const save = ownAction({
  schema: noticesInput,
  at: () => "/settings/notices",
  run: async (ctx, own, input) => {
    await changeNotices(ctx, own, input);
    return "/settings/notices?done=notices_saved";
  },
});
