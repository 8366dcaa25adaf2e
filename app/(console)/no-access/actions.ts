"use server";
import { z } from "zod";
import { askRole } from "@/lib/people/members/ask-role";
import { askRoleInput } from "@/lib/people/members/schema";
import { formAction } from "@/lib/web/action";

const here = (from: string, done = "") =>
  `/no-access?from=${encodeURIComponent(from)}${done === "" ? "" : `&done=${done}`}`;

/** U5: asks for a role where it is missing. */
export const ask = formAction({
  schema: askRoleInput.extend({ from: z.string().max(1_000).catch("") }),
  at: ({ from }) => here(String(from ?? "")),
  run: async (ctx, { from, ...input }) => {
    await askRole(ctx, input);
    return here(from, "asked");
  },
});
