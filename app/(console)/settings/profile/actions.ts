"use server";
import { changeProfile } from "@/lib/people/profile/change-profile";
import { profileInput } from "@/lib/people/profile/schema";
import { ownAction } from "@/lib/web/own-account";

export const save = ownAction({
  schema: profileInput,
  at: () => "/settings/profile",
  run: async (ctx, own, input) => {
    await changeProfile(ctx, own, input);
    return "/settings/profile?done=profile_saved";
  },
});
