"use server";
import { ownRow } from "@/lib/people/schema";
import { unlinkIdentity } from "@/lib/people/unlink-identity";
import { ownAction } from "@/lib/web/own-account";

const at = () => "/settings/security";

export const unlink = ownAction({
  schema: ownRow,
  at,
  run: async (ctx, { userId }, { id }) => {
    await unlinkIdentity(ctx, { userId, id });
    return "/settings/security?done=unlinked";
  },
});
