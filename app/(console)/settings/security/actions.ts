"use server";
import { removeFactor } from "@/lib/people/factors/remove-factor";
import { ownFactor, ownRow } from "@/lib/people/schema";
import { unlinkIdentity } from "@/lib/people/unlink-identity";
import { ownAction } from "@/lib/web/own-account";

const at = () => "/settings/security";

export const unlink = ownAction({
  schema: ownRow,
  at,
  run: async (ctx, own, input) => {
    await unlinkIdentity(ctx, own, input);
    return "/settings/security?done=unlinked";
  },
});

export const remove = ownAction({
  schema: ownFactor,
  at,
  run: async (ctx, own, input) => {
    await removeFactor(ctx, own, input);
    return "/settings/security?done=factor_removed";
  },
});
