"use server";
import { endOwnSessions } from "@/lib/people/sessions/end-own-sessions";
import { sessionInput } from "@/lib/people/sessions/schema";
import { ownAction } from "@/lib/web/own-account";

export const end = ownAction({
  schema: sessionInput,
  at: () => "/settings/sessions",
  run: async (ctx, own, input) => {
    await endOwnSessions(ctx, own, input);
    return `/settings/sessions?done=${input.id === null ? "others_ended" : "session_ended"}`;
  },
});
