import { z } from "zod";
import { claimNumber, paragraphs } from "../../input";

/** What somebody wrote about a claim; `parent` is the comment that it answers (W10). */
export const commentInput = z.object({
  claimNumber,
  parent: z.guid().nullable().catch(null).default(null),
  body: paragraphs(4_000).prefault("").pipe(z.string().min(1, "required_comment")),
});
