"use server";
import { commentClaim } from "@/lib/claims/comments/comment-claim";
import { commentInput } from "@/lib/claims/comments/schema";
import { formAction } from "@/lib/web/action";

/** W10: the partner's words to the reviewer. */
export const comment = formAction({
  schema: commentInput,
  at: ({ claimNumber, parent }) => {
    const query = parent ? `?reply=${encodeURIComponent(String(parent))}` : "";
    return `/claims/${encodeURIComponent(String(claimNumber ?? ""))}${query}`;
  },
  run: async (ctx, { claimNumber: number, parent, body }) => {
    await commentClaim(ctx, { number, parent, body });
    return `/claims/${number}?said=1#comments`;
  },
});
